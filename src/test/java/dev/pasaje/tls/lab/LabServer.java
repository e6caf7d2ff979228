// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/// The server of one case and its twin without TLS, on ports of the system's choice.
///
/// @param plain port of the twin; 0 when there is none
record LabServer(int port, int plain) {
  static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int BACKLOG = 50;

  static LabServer start(String host, Recipe recipe, Pki pki)
      throws IOException, GeneralSecurityException {
    return switch (recipe) {
      case Recipe.Tls tls -> tls(host, tls, pki);
      case Recipe.Odd odd -> odd(odd);
    };
  }

  private static LabServer tls(String host, Recipe.Tls recipe, Pki pki)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManager[] shown = {Identity.shownBy(recipe.identities().of(pki, host))};
    context.init(shown, null, null);
    SSLServerSocket secure =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, BACKLOG, LOOPBACK);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setProtocols(recipe.protocols().toArray(String[]::new));
    parameters.setCipherSuites(recipe.suites().toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(true);
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    // No finite-field groups: a DHE suite then uses the 1024 bits that the JVM is told.
    parameters.setNamedGroups(new String[] {"x25519", "secp256r1", "secp384r1"});
    secure.setSSLParameters(parameters);
    ServerSocket open = new ServerSocket(0, BACKLOG, LOOPBACK);
    LabServer server = new LabServer(secure.getLocalPort(), open.getLocalPort());
    Site site = recipe.site();
    Listening.on(secure, socket -> server.answer(socket, site, Site.Over.TLS));
    Listening.on(open, socket -> server.answer(socket, site, Site.Over.TCP));
    return server;
  }

  private void answer(Socket socket, Site site, Site.Over over) throws IOException {
    Optional<Asked> asked = Asked.read(socket.getInputStream());
    if (asked.isPresent()) {
      socket.getOutputStream().write(Asked.bytes(site.answer(over, asked.get(), port, plain)));
    }
  }

  private static LabServer odd(Recipe.Odd odd) throws IOException {
    if (odd == Recipe.Odd.CLOSED) {
      // Bound without listening: nobody else is given the port.
      Socket taken = new Socket();
      taken.bind(new InetSocketAddress(LOOPBACK, 0));
      return new LabServer(taken.getLocalPort(), 0);
    }
    ServerSocket listening = new ServerSocket(0, BACKLOG, LOOPBACK);
    Listening.on(
        listening,
        socket -> {
          switch (odd) {
            case CLOSED, HANGS_UP -> {}
            case SILENT -> waste(socket);
            case PLAIN_HTTP -> {
              socket.getInputStream().read();
              socket.getOutputStream().write(Asked.bytes("HTTP/1.1 400 Bad Request\r\n\r\n"));
            }
            case GARBAGE -> {
              byte[] noise = new byte[2_000];
              new Random(7).nextBytes(noise);
              socket.getInputStream().read();
              socket.getOutputStream().write(noise);
            }
          }
        });
    return new LabServer(listening.getLocalPort(), 0);
  }

  private static void waste(Socket socket) throws IOException {
    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
  }
}
