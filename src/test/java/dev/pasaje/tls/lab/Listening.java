// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls.lab;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/// A port of the lab: each connection gets a thread, and a time after which it is let go.
final class Listening {
  private static final int PATIENCE_MILLIS = 20_000;

  private Listening() {}

  @FunctionalInterface
  interface Conversation {
    void with(Socket socket) throws IOException;
  }

  static void on(ServerSocket server, Conversation conversation) {
    Thread.ofVirtual()
        .start(() -> {
          while (!server.isClosed()) {
            try {
              Socket socket = server.accept();
              Thread.ofVirtual().start(() -> talk(socket, conversation));
            } catch (IOException broken) {
              // A client that went away before it was taken; the next one is waited for.
            }
          }
        });
  }

  private static void talk(Socket socket, Conversation conversation) {
    try (socket) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      conversation.with(socket);
    } catch (IOException refused) {
      // A handshake that failed is what most of the clients came for.
      return;
    }
  }
}
