// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// All resources of one kind, in order of creation.
public final class Shelf {
  private final Map<String, Document> documents = new LinkedHashMap<>();

  Shelf() {}

  public Document put(Document document) {
    documents.put(document.id(), document);
    return document;
  }

  public Optional<Document> find(String id) {
    return Optional.ofNullable(documents.get(id));
  }

  /// The resource, if the caller owns it.
  public Optional<Document> find(String id, Caller caller) {
    return find(id).filter(document -> document.belongsTo(caller));
  }

  public Optional<Document> remove(String id) {
    return Optional.ofNullable(documents.remove(id));
  }

  public Stream<Document> all() {
    return documents.values().stream();
  }

  public Stream<Document> of(Caller caller) {
    return all().filter(document -> document.belongsTo(caller));
  }

  public Optional<Document> first(Predicate<Document> test) {
    return all().filter(test).findFirst();
  }

  public int size() {
    return documents.size();
  }
}
