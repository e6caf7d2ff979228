// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.catalog;

import dev.pasaje.sandbox.http.Json;
import dev.pasaje.sandbox.world.Site;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/// The documents people have in each country. Only lengths are checked: Mercado Pago's own test
/// documents do not all pass the check digit.
public final class IdentificationTypes {
  private record Type(Site site, String id, String name, String type, int min, int max) {}

  private static final List<Type> ALL =
      Tables.rows("identification-types.tsv").stream()
          .map(row ->
              new Type(
                  Site.valueOf(row.get(0)),
                  row.get(1),
                  row.get(2),
                  row.get(3),
                  Integer.parseInt(row.get(4)),
                  Integer.parseInt(row.get(5))))
          .toList();

  private IdentificationTypes() {}

  private static Optional<Type> find(Site site, String id) {
    return ALL.stream()
        .filter(type -> type.site() == site && type.id().equalsIgnoreCase(id))
        .findFirst();
  }

  public static boolean knows(Site site, String id) {
    return find(site, id).isPresent();
  }

  /// Whether a number has a length of its type; dots and dashes do not count.
  public static boolean fits(Site site, String id, String number) {
    int length = number.replaceAll("[.\\-/ ]", "").length();
    return find(site, id).map(type -> length >= type.min() && length <= type.max()).orElse(false);
  }

  static ArrayNode json(Site site) {
    ArrayNode list = Json.array();
    ALL.stream()
        .filter(type -> type.site() == site)
        .forEach(type ->
            list.addObject()
                .put("id", type.id())
                .put("name", type.name())
                .put("type", type.type())
                .put("min_length", type.min())
                .put("max_length", type.max()));
    return list;
  }
}
