// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/// A server on loopback that treats each connection as it is told.
final class LocalServer implements AutoCloseable {
  /// What happens on a connection; it is closed afterwards.
  interface Manner {
    void serve(InputStream in, OutputStream out) throws IOException;
  }

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  LocalServer(ServerSocket listener, Manner manner) {
    this.listener = listener;
    Thread.ofPlatform().daemon().start(() -> accept(manner));
  }

  static LocalServer plain(Manner manner) throws IOException {
    return new LocalServer(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), manner);
  }

  /// A JDK server with one certificate for each chain.
  static LocalServer tls(List<String> protocols, Manner manner, TestChain... chains)
      throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (TestChain chain : chains) {
      store.setKeyEntry(
          chain.key().getAlgorithm(),
          chain.key(),
          new char[0],
          chain.sent().toArray(X509Certificate[]::new));
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    SSLServerSocket socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 200, InetAddress.getLoopbackAddress());
    socket.setEnabledProtocols(protocols.toArray(String[]::new));
    return new LocalServer(socket, manner);
  }

  /// Answers every request with a text.
  static Manner answering(String text) {
    return (in, out) -> {
      HttpRequest.skip(in);
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    };
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept(Manner manner) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try (socket) {
                manner.serve(socket.getInputStream(), socket.getOutputStream());
              } catch (IOException gone) {
                // The other side has seen enough.
              } finally {
                open.remove(socket);
              }
            });
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private static final class HttpRequest {
    static void skip(InputStream in) throws IOException {
      int newlines = 0;
      while (newlines < 2) {
        int one = in.read();
        if (one < 0) {
          throw new IOException("closed");
        }
        newlines = one == '\n' ? newlines + 1 : one == '\r' ? newlines : 0;
      }
    }
  }
}
