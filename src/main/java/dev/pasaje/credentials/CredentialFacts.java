// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import dev.pasaje.integration.Integration;
import dev.pasaje.integration.Site;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Everything the credential checks look at: what was typed, as far as it may be known, and what
/// the API answered about it. No secret is in it, so it can be saved and judged again.
///
/// @param tokenInAddress settings keys of the addresses that carry a token or a secret, with the
///   host and no more
public record CredentialFacts(
    Site site, Map<String, String> tokenInAddress, SlotFacts test, SlotFacts production) {
  private static final Pattern TOKEN_IN_URL =
      Pattern.compile(".*(access_token=|client_secret=|(APP_USR|TEST)-\\d+-\\d{6}-).*");

  public CredentialFacts {
    tokenInAddress = Map.copyOf(tokenInAddress);
  }

  static CredentialFacts of(Integration integration, SlotFacts test, SlotFacts production) {
    Map<String, String> found = new TreeMap<>();
    note("website", integration.website(), found);
    note("checkout", integration.checkout(), found);
    note("notifications", integration.notifications(), found);
    return new CredentialFacts(integration.site(), found, test, production);
  }

  private static void note(String key, Optional<URI> address, Map<String, String> found) {
    address
        .filter(uri -> TOKEN_IN_URL.matcher(uri.toString()).matches())
        // Whatever shape the token has, it is behind the host: the rest is not repeated.
        .ifPresent(uri -> found.put(key, uri.getHost() + "/…"));
  }
}
