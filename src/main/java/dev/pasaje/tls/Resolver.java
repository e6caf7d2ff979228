// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/// Finds the addresses of a host.
interface Resolver {
  List<InetAddress> of(String host, Duration limit) throws UnknownHostException;
}
