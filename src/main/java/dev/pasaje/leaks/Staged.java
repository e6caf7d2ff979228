// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// What `git add` has put aside for the next commit and the last commit has not, as it was put
/// aside: not as the file lies there meanwhile.
final class Staged {
  private record Entry(ObjectId id, String path) {}

  private Staged() {}

  static void read(Repository repository, long mostBytes, Findings findings) {
    try (ObjectReader reader = repository.newObjectReader()) {
      ContentReader text = new ContentReader(mostBytes);
      for (Entry entry : entries(repository, reader)) {
        History.read(
            entry.id(),
            entry.path(),
            "",
            reader,
            text,
            mostBytes,
            findings,
            one -> new Leak.Place.Staged(entry.path(), one.line(), one.column()));
      }
    } catch (IOException | RuntimeException broken) {
      findings.unread("index", LeakScan.Why.BROKEN);
    }
  }

  private static List<Entry> entries(Repository repository, ObjectReader reader)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(repository, reader)) {
      walk.addTree(new DirCacheIterator(repository.readDirCache()));
      ObjectId head = repository.resolve(Constants.HEAD + "^{tree}");
      if (head == null) {
        walk.addTree(new EmptyTreeIterator());
      } else {
        walk.addTree(head);
      }
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        FileMode mode = walk.getFileMode(0);
        if (mode.getObjectType() == Constants.OBJ_BLOB && !mode.equals(FileMode.SYMLINK)) {
          entries.add(new Entry(walk.getObjectId(0), walk.getPathString()));
        }
      }
    }
    return entries;
  }
}
