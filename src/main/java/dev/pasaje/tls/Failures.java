// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.http.Exchange.Reason;
import dev.pasaje.tls.TlsFacts.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.bouncycastle.tls.TlsException;
import org.bouncycastle.tls.TlsTimeoutException;

/// Exceptions of the network in the words of the facts.
final class Failures {
  private static final int MAX_DETAIL = 300;

  private Failures() {}

  static Failure of(IOException failed) {
    return new Failure(reason(failed), detail(failed));
  }

  private static Reason reason(IOException failed) {
    return switch (failed) {
      case UnknownHostException _ -> Reason.UNKNOWN_HOST;
      case SocketTimeoutException _ -> Reason.TIMEOUT;
      case TlsTimeoutException _ -> Reason.TIMEOUT;
      case ConnectException _ -> Reason.REFUSED;
      case NoRouteToHostException _ -> Reason.NO_ROUTE;
      case SSLException _ -> Reason.TLS;
      case TlsException _ -> Reason.TLS;
      case SocketException away when unreachable(away) -> Reason.NO_ROUTE;
      default -> Reason.BROKEN;
    };
  }

  /// Linux says so of a family it has no route for; Java has no exception of its own for it.
  private static boolean unreachable(SocketException failed) {
    return String.valueOf(failed.getMessage()).startsWith("Network is unreachable");
  }

  private static String detail(IOException failed) {
    if (failed instanceof EOFException) {
      return "the connection was closed";
    }
    String words =
        failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
    String line = words.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= MAX_DETAIL ? line : line.substring(0, MAX_DETAIL);
  }
}
