// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls.lab;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// What a server shows for one type of key: a chain in whatever order, and the key of its leaf.
record Identity(PrivateKey key, List<X509Certificate> chain) {
  Identity {
    chain = List.copyOf(chain);
  }

  /// Shows the identities as they are. The managers of the JDK would refuse a chain that is out of
  /// order and a certificate that is out of date.
  static X509ExtendedKeyManager shownBy(List<Identity> identities) {
    return new Shown(identities);
  }

  private static final class Shown extends X509ExtendedKeyManager {
    private final List<Identity> identities;

    Shown(List<Identity> identities) {
      this.identities = List.copyOf(identities);
    }

    private @Nullable Identity of(@Nullable String algorithm) {
      return identities.stream()
          .filter(identity -> identity.key().getAlgorithm().equals(algorithm))
          .findFirst()
          .orElse(null);
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return of(keyType) == null ? null : keyType;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return of(keyType) == null ? null : keyType;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
      Identity identity = of(alias);
      return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
      Identity identity = of(alias);
      return identity == null ? null : identity.key();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return of(keyType) == null ? null : new String[] {keyType};
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }
  }
}
