// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.TlsFacts.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.jspecify.annotations.Nullable;

/// The client side of a [Handshake]: it puts up with everything, for it is here to see.
@SuppressWarnings({"JdkObsolete", "rawtypes", "unchecked"}) // the library speaks Vector
final class Client extends AbstractTlsClient {
  private static final Integer STATUS_REQUEST = TlsExtensionsUtils.EXT_status_request;

  private final Handshake.Offer offer;
  private Optional<Reply.Shown> shown = Optional.empty();
  private boolean stapled;

  Client(TlsCrypto crypto, Handshake.Offer offer) {
    super(crypto);
    this.offer = offer;
  }

  Handshake result() {
    int code = context.getServerVersion().getFullVersion();
    Protocol protocol =
        List.of(Protocol.values()).stream()
            .filter(one -> one.code() == code)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("version " + code));
    ProtocolName alpn = context.getSecurityParametersConnection().getApplicationProtocol();
    return new Handshake(
        protocol, shown, stapled, Optional.ofNullable(alpn).map(ProtocolName::getUtf8Decoding));
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return offer.protocols().reversed().stream()
        .map(Handshake::version)
        .toArray(ProtocolVersion[]::new);
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return Handshake.speakable(getCrypto(), offer.suites());
  }

  @Override
  protected @Nullable Vector getSNIServerNames() {
    Vector names = new Vector();
    offer
        .name()
        .ifPresent(name ->
            names.add(
                new ServerName(NameType.host_name, name.getBytes(StandardCharsets.US_ASCII))));
    return names.isEmpty() ? null : names;
  }

  @Override
  protected @Nullable Vector getProtocolNames() {
    Vector names = new Vector();
    offer.alpn().forEach(name -> names.add(ProtocolName.asUtf8Encoding(name)));
    return names.isEmpty() ? null : names;
  }

  @Override
  protected Vector getSupportedGroups(Vector roles) {
    Vector groups = new Vector();
    for (int group : Groups.ORDINARY) {
      if (TlsUtils.isSupportedNamedGroup(getCrypto(), group)) {
        groups.add(group);
      }
    }
    return groups;
  }

  @Override
  public Vector getEarlyKeyShareGroups() {
    return TlsUtils.vectorOfOne(NamedGroup.x25519);
  }

  @Override
  protected Vector getSupportedSignatureAlgorithms() {
    Vector usual = TlsUtils.getDefaultSupportedSignatureAlgorithms(context);
    usual.add(SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha1, SignatureAlgorithm.rsa));
    Vector some = new Vector();
    for (Object one : usual) {
      if (one instanceof SignatureAndHashAlgorithm algorithm && fits(algorithm.getSignature())) {
        some.add(algorithm);
      }
    }
    return some;
  }

  @Override
  protected Vector getSupportedSignatureAlgorithmsCert() {
    return TlsUtils.getDefaultSupportedSignatureAlgorithms(context);
  }

  private boolean fits(short signature) {
    boolean rsa =
        switch (signature) {
          case SignatureAlgorithm.rsa,
              SignatureAlgorithm.rsa_pss_rsae_sha256,
              SignatureAlgorithm.rsa_pss_rsae_sha384,
              SignatureAlgorithm.rsa_pss_rsae_sha512,
              SignatureAlgorithm.rsa_pss_pss_sha256,
              SignatureAlgorithm.rsa_pss_pss_sha384,
              SignatureAlgorithm.rsa_pss_pss_sha512 ->
              true;
          default -> false;
        };
    return switch (offer.signatures()) {
      case ANY -> true;
      case RSA -> rsa;
      case ECDSA -> !rsa;
    };
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
        look(server);
      }

      @Override
      public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
        return null;
      }
    };
  }

  private void look(TlsServerCertificate server) throws IOException {
    stapled = server.getCertificateStatus() != null;
    Certificate chain = server.getCertificate();
    List<byte[]> der = new ArrayList<>();
    // Type and length of the message, length of the list.
    int bytes = 7;
    for (CertificateEntry entry : chain.getCertificateEntryList()) {
      TlsCertificate certificate = entry.getCertificate();
      der.add(certificate.getEncoded());
      bytes += 3 + certificate.getEncoded().length;
      Hashtable extensions = entry.getExtensions();
      if (extensions != null) {
        bytes += 2;
        for (Object body : extensions.values()) {
          bytes += 4 + ((byte[]) body).length;
        }
        stapled |= extensions.containsKey(STATUS_REQUEST);
      }
    }
    if (TlsUtils.isTLSv13(context)) {
      // The empty request context.
      bytes += 1;
    }
    if (!der.isEmpty()) {
      shown = Optional.of(new Reply.Shown(der, bytes));
    }
  }

  @Override
  public TlsDHGroupVerifier getDHGroupVerifier() {
    return group -> true;
  }

  @Override
  public void notifySecureRenegotiation(boolean secure) {}

  @Override
  public boolean shouldCheckSigAlgOfPeerCerts() {
    return false;
  }

  @Override
  public boolean requiresCloseNotify() {
    return false;
  }

  @Override
  public int getMaxCertificateChainLength() {
    return ReplyReader.MAX_CERTIFICATES;
  }

  @Override
  public int getMaxHandshakeMessageSize() {
    return Records.MAX_MESSAGE;
  }
}
