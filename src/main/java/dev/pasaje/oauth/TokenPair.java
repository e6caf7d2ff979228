// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.oauth;

import dev.pasaje.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a seller's authorisation gave: domain/credentials.md 6.2.
///
/// @param refreshToken works once; absent without the permission `offline_access`
/// @param publicKey with which cards are made into tokens for this seller
/// @param live false for test credentials; true proves nothing (domain/credentials.md 3.3)
public record TokenPair(
    String userId,
    Secret accessToken,
    Optional<Secret> refreshToken,
    String publicKey,
    boolean live,
    Instant issuedAt,
    Instant expiresAt) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// The part of the life after which it is renewed: 2/3, day 120 of 180.
  private static final int RENEWED_AFTER = 2;

  private static final int PARTS = 3;

  Instant due() {
    Duration life = Duration.between(issuedAt, expiresAt);
    return issuedAt.plus(life.multipliedBy(RENEWED_AFTER).dividedBy(PARTS));
  }

  /// Reads the answer to `POST /oauth/token`; empty when it lacks what a pair needs.
  static Optional<TokenPair> ofAnswer(byte[] body, Instant now) {
    JsonNode node;
    try {
      node = JSON.readTree(body);
    } catch (JacksonException noJson) {
      return Optional.empty();
    }
    String access = node.path("access_token").asString("");
    String user = node.path("user_id").asString("");
    long seconds = node.path("expires_in").asLong(0);
    if (access.isBlank() || !user.matches("\\d{1,20}") || seconds <= 0 || seconds > 1L << 32) {
      return Optional.empty();
    }
    return Optional.of(
        new TokenPair(
            user,
            Secret.of(access),
            Optional.of(node.path("refresh_token").asString(""))
                .filter(text -> !text.isBlank())
                .map(Secret::of),
            node.path("public_key").asString(""),
            node.path("live_mode").asBoolean(true),
            now,
            now.plusSeconds(seconds)));
  }

  /// As it is kept in the vault.
  Secret sealed() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("userId", userId);
    node.put("accessToken", accessToken.reveal());
    refreshToken.ifPresent(token -> node.put("refreshToken", token.reveal()));
    node.put("publicKey", publicKey);
    node.put("live", live);
    node.put("issuedAt", issuedAt.toString());
    node.put("expiresAt", expiresAt.toString());
    return Secret.of(JSON.writeValueAsString(node));
  }

  static TokenPair opened(Secret sealed) {
    JsonNode node = JSON.readTree(sealed.reveal());
    return new TokenPair(
        node.path("userId").asString(""),
        Secret.of(node.path("accessToken").asString("")),
        Optional.ofNullable(node.path("refreshToken").asString(null)).map(Secret::of),
        node.path("publicKey").asString(""),
        node.path("live").asBoolean(true),
        Instant.parse(node.path("issuedAt").asString("")),
        Instant.parse(node.path("expiresAt").asString("")));
  }
}
