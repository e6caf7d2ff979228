// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.mercadopago;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The account behind an access token: `GET /users/me`, domain/credentials.md 3.2 and 4.1.
///
/// @param id the user id, also the last part of the token
/// @param siteId such as `MLB`; empty when absent
/// @param tags `test_user` among them is decisive for a test user
/// @param raw everything the API sent
public record User(
    String id, String siteId, String email, String nickname, List<String> tags, JsonNode raw) {

  static User of(JsonNode raw) {
    return new User(
        raw.path("id").asString(""),
        raw.path("site_id").asString(""),
        raw.path("email").asString(""),
        raw.path("nickname").asString(""),
        StreamSupport.stream(raw.path("tags").spliterator(), false)
            .map(tag -> tag.asString(""))
            .toList(),
        raw);
  }

  /// What judging needs of it: the rest is the account's private life.
  public User essentials() {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    if (raw.has("status")) {
      kept.set("status", raw.get("status"));
    }
    return new User(id, siteId, email.replaceFirst("^[^@]*", "…"), "", tags, kept);
  }

  public boolean taggedTestUser() {
    return tags.contains("test_user");
  }

  public boolean hasTestUserEmail() {
    return email.endsWith("@testuser.com");
  }
}
