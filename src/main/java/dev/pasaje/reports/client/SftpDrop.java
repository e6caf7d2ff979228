// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import dev.pasaje.failure.PasajeException;
import dev.pasaje.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// An SFTP server. Its host key must be in a known_hosts file: a drop nobody vouches for could hold
/// reports of anybody's making.
public final class SftpDrop implements Drop {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int USUAL_PORT = 22;

  private final String host;
  private final String directory;
  private final Session session;
  private final ChannelSftp channel;

  private SftpDrop(String host, String directory, Session session, ChannelSftp channel) {
    this.host = host;
    this.directory = directory;
    this.session = session;
    this.channel = channel;
  }

  /// @param address `sftp://user@host[:port]/directory`
  /// @throws PasajeException when it does not let in, or is not who it should be
  public static SftpDrop open(URI address, Secret password, Path knownHosts) {
    String host = address.getHost();
    if (!"sftp".equals(address.getScheme()) || host == null || address.getUserInfo() == null) {
      throw new PasajeException(
          PasajeException.Kind.USAGE, "reports.sftp-address", Map.of("found", address.toString()));
    }
    try {
      JSch client = new JSch();
      client.setKnownHosts(knownHosts.toString());
      int port = address.getPort() < 0 ? USUAL_PORT : address.getPort();
      Session session = client.getSession(address.getUserInfo(), host, port);
      session.setConfig("StrictHostKeyChecking", "yes");
      session.setConfig("PreferredAuthentications", "password,keyboard-interactive");
      session.setPassword(password.reveal());
      session.setTimeout(PATIENCE_MILLIS);
      session.connect(PATIENCE_MILLIS);
      ChannelSftp channel = (ChannelSftp) session.openChannel("sftp");
      channel.connect(PATIENCE_MILLIS);
      String path = address.getPath();
      return new SftpDrop(host, path == null || path.isEmpty() ? "/" : path, session, channel);
    } catch (JSchException broken) {
      throw failed(host, broken);
    }
  }

  @Override
  public List<String> names() {
    try {
      return channel.ls(directory).stream()
          .filter(entry -> entry.getAttrs().isReg())
          .map(ChannelSftp.LsEntry::getFilename)
          .filter(Drop::mayBeReport)
          .sorted()
          .toList();
    } catch (SftpException broken) {
      throw failed(host, broken);
    }
  }

  @Override
  public void take(String name, Path into) {
    try {
      channel.get(directory + (directory.endsWith("/") ? "" : "/") + name, into.toString());
    } catch (SftpException broken) {
      throw failed(host, broken);
    }
  }

  private static PasajeException failed(String host, Exception broken) {
    return new PasajeException(
        PasajeException.Kind.UNDETERMINED,
        "reports.sftp",
        Map.of("host", host, "why", String.valueOf(broken.getMessage())),
        broken);
  }

  @Override
  public void close() {
    channel.disconnect();
    session.disconnect();
  }
}
