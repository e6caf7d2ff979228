// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outside;

import dev.pasaje.http.Threads;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Internet addresses: found within a time limit, and told public from private.
public final class Addresses {
  private Addresses() {}

  /// Every address of a host, in the order the resolver gave them.
  ///
  /// @throws UnknownHostException when the name has none, or nobody said so in time
  public static List<InetAddress> of(String host, Duration limit) throws UnknownHostException {
    CompletableFuture<List<InetAddress>> look = new CompletableFuture<>();
    Threads.start(() -> {
      try {
        look.complete(List.of(InetAddress.getAllByName(host)));
      } catch (UnknownHostException unknown) {
        look.completeExceptionally(unknown);
      }
    });
    try {
      return look.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw unknown(host + ": no address", failed);
    } catch (TimeoutException late) {
      throw unknown(host + ": no address within " + limit, late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw unknown(host + ": interrupted", stopped);
    }
  }

  private static UnknownHostException unknown(String what, Exception cause) {
    UnknownHostException unknown = new UnknownHostException(what);
    unknown.initCause(cause);
    return unknown;
  }

  /// Whether an address can belong to a site of the public Internet: not loopback, private, shared,
  /// link-local, multicast, documentation or otherwise special (IANA special-purpose registries).
  public static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return switch (address) {
      case Inet4Address _ -> isPublic4(bytes);
      case Inet6Address _ -> isPublic6(bytes);
      default -> false;
    };
  }

  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    return first != 0
        && first < 224
        && !(first == 100 && second >= 64 && second < 128)
        && !(first == 192 && second == 0 && (third == 0 || third == 2))
        && !(first == 198 && (second == 18 || second == 19))
        && !(first == 198 && second == 51 && third == 100)
        && !(first == 203 && second == 0 && third == 113);
  }

  private static boolean isPublic6(byte[] bytes) {
    int head = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    int next = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
    if (head == 0x64 && next == 0xff9b) {
      // NAT64 wraps an IPv4 address, which may be a private one.
      return isPublicWrapped(bytes, 12);
    }
    if (head == 0x2002) {
      return isPublicWrapped(bytes, 2);
    }
    // Global unicast is 2000::/3; Teredo, benchmarking and documentation lie inside it.
    return (head & 0xe000) == 0x2000
        && !(head == 0x2001 && (next < 0x200 || next == 0xdb8))
        && !(head == 0x3fff && next < 0x1000);
  }

  private static boolean isPublicWrapped(byte[] bytes, int at) {
    try {
      return isPublic(InetAddress.getByAddress(java.util.Arrays.copyOfRange(bytes, at, at + 4)));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("four bytes are an address", impossible);
    }
  }
}
