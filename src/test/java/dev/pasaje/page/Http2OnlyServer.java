// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// A server with one page that agrees to nothing but `h2` in its handshake; RFC 9113, the least of
/// it.
final class Http2OnlyServer implements AutoCloseable {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int ACK_OR_END_STREAM = 1;
  private static final int END_HEADERS = 4;

  private final SSLServerSocket server;
  private final byte[] page;

  Http2OnlyServer(TestAuthority authority, byte[] page) throws IOException {
    this.page = page;
    server =
        (SSLServerSocket)
            authority
                .server()
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getByName("localhost"));
    SSLParameters parameters = server.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    server.setSSLParameters(parameters);
    Thread.ofVirtual().start(this::accept);
  }

  URI address() {
    return URI.create("https://localhost:" + server.getLocalPort() + "/");
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        SSLSocket socket = (SSLSocket) server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(SSLSocket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      in.skipNBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length());
      frame(out, SETTINGS, 0, 0, new byte[0]);
      while (true) {
        int length = (in.readUnsignedShort() << 8) | in.readUnsignedByte();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        in.skipNBytes(length);
        if (type == SETTINGS && (flags & ACK_OR_END_STREAM) == 0) {
          frame(out, SETTINGS, ACK_OR_END_STREAM, 0, new byte[0]);
        } else if (type == HEADERS) {
          frame(out, HEADERS, END_HEADERS, stream, headers());
          frame(out, DATA, ACK_OR_END_STREAM, stream, page);
        }
      }
    } catch (IOException over) {
      // The client has left.
    }
  }

  /// `:status: 200` by its index, `content-type` as a literal; RFC 7541.
  private static byte[] headers() {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x88);
    block.write(0x0f);
    block.write(31 - 15);
    byte[] type = "text/html".getBytes(StandardCharsets.US_ASCII);
    block.write(type.length);
    block.writeBytes(type);
    return block.toByteArray();
  }

  private static void frame(DataOutputStream out, int type, int flags, int stream, byte[] payload)
      throws IOException {
    out.writeByte(payload.length >> 16);
    out.writeShort(payload.length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(stream);
    out.write(payload);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
