// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.TlsFacts.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Which key-exchange groups a server accepts: the one it chooses is left out of the next question.
final class GroupScan {
  /// The first are the ones most servers have; the rest is usually refused at once.
  private static final int PART = 5;

  private GroupScan() {}

  /// All of those asked for.
  ///
  /// @param hello whose suites need a group
  static List<Group> of(Asker asker, Hello hello, List<Integer> groups) {
    List<Supplier<List<Group>>> tasks =
        List.of(
            () -> part(asker, hello, groups.subList(0, PART)),
            () -> part(asker, hello, groups.subList(PART, groups.size())));
    return Together.all(tasks).stream().flatMap(List::stream).toList();
  }

  private static List<Group> part(Asker asker, Hello hello, List<Integer> groups) {
    List<Integer> left = new ArrayList<>(groups);
    List<Group> found = new ArrayList<>();
    while (!left.isEmpty()) {
      Optional<Group> chosen =
          asker.ask(hello.withGroups(left)) instanceof Reply.Accepted answer
              ? answer.group()
              : Optional.empty();
      if (chosen.isEmpty() || !left.removeAll(List.of(chosen.get().code()))) {
        return found;
      }
      found.add(chosen.get());
    }
    return found;
  }
}
