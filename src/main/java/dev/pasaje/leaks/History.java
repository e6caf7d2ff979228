// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.leaks;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/// Everything that any reference leads to: each content once, with the first commit that had it.
///
/// Commits are walked with parents first and each folder's content is opened once, so that the cost
/// follows what ever changed, not commits times files. What no reference leads to is left to Git.
final class History {
  /// A content, where and when it first appeared.
  ///
  /// @param turn counts up in the order of the walk
  record Content(ObjectId id, String path, String commit, Instant authored, int turn) {}

  private record Folder(ObjectId id, String path) {}

  private record Moment(String commit, Instant authored) {
    static final Moment UNKNOWN = new Moment("", Instant.EPOCH);
  }

  private final Repository repository;
  private final Findings findings;
  private final Set<ObjectId> folders = new HashSet<>();
  private final Set<ObjectId> seen = new HashSet<>();
  private final List<Content> contents = new ArrayList<>();

  History(Repository repository, Findings findings) {
    this.repository = repository;
    this.findings = findings;
  }

  /// Walks, and looks at messages on the way. Contents come sorted by path with the newest first:
  /// so they lie in a pack, each the base of the one after it.
  List<Content> list() {
    ContentReader messages = new ContentReader(Integer.MAX_VALUE);
    try (ObjectReader reader = repository.newObjectReader();
        RevWalk walk = new RevWalk(reader)) {
      walk.setRetainBody(false);
      start(walk, reader, messages);
      walk.sort(RevSort.TOPO);
      walk.sort(RevSort.REVERSE, true);
      RevCommit commit = walk.next();
      while (commit != null) {
        commit(commit, walk, reader, messages);
        commit = walk.next();
      }
    } catch (IOException | RuntimeException broken) {
      findings.unread("history", LeakScan.Why.BROKEN);
    }
    contents.sort(
        Comparator.comparing(Content::path)
            .thenComparing(Comparator.comparingInt(Content::turn).reversed()));
    return contents;
  }

  private void start(RevWalk walk, ObjectReader reader, ContentReader messages) throws IOException {
    List<Ref> refs = new ArrayList<>(repository.getRefDatabase().getRefs());
    Ref head = repository.exactRef(Constants.HEAD);
    if (head != null) {
      refs.add(head);
    }
    for (Ref ref : refs) {
      ObjectId target = ref.getObjectId();
      if (target == null) {
        continue;
      }
      try {
        RevObject object = walk.parseAny(target);
        while (object instanceof RevTag tag) {
          walk.parseBody(tag);
          message(tag, Moment.UNKNOWN, reader, messages);
          object = walk.parseAny(tag.getObject());
        }
        if (object instanceof RevCommit commit) {
          walk.markStart(commit);
        } else if (object.getType() == Constants.OBJ_TREE) {
          folders(new Folder(object.copy(), ""), Moment.UNKNOWN, reader);
        } else if (seen.add(object.copy())) {
          add(object.copy(), ref.getName(), Moment.UNKNOWN);
        }
      } catch (IOException | RuntimeException broken) {
        findings.unread(ref.getName(), LeakScan.Why.BROKEN);
      }
    }
  }

  private void commit(RevCommit commit, RevWalk walk, ObjectReader reader, ContentReader messages) {
    try {
      walk.parseBody(commit);
      PersonIdent author = commit.getAuthorIdent();
      Moment moment =
          new Moment(commit.name(), author == null ? Instant.EPOCH : author.getWhenAsInstant());
      message(commit, moment, reader, messages);
      folders(new Folder(commit.getTree().copy(), ""), moment, reader);
    } catch (IOException | RuntimeException broken) {
      findings.unread(commit.name(), LeakScan.Why.BROKEN);
    } finally {
      commit.disposeBody();
    }
  }

  private void message(AnyObjectId id, Moment moment, ObjectReader reader, ContentReader messages)
      throws IOException {
    byte[] body = reader.open(id).getCachedBytes();
    messages.read(
        body,
        Leak.Place.InHistory.MESSAGE,
        one ->
            findings.add(
                one.hit(),
                new Leak.Place.InHistory(
                    moment.commit().isEmpty() ? id.name() : moment.commit(),
                    moment.authored(),
                    Leak.Place.InHistory.MESSAGE,
                    one.line(),
                    one.column())));
  }

  private void folders(Folder root, Moment moment, ObjectReader reader) {
    ArrayDeque<Folder> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Folder folder = open.pop();
      if (!folders.add(folder.id())) {
        continue;
      }
      try {
        for (CanonicalTreeParser entry = new CanonicalTreeParser(null, reader, folder.id());
            !entry.eof();
            entry.next(1)) {
          entry(folder, entry, moment, open);
        }
      } catch (IOException | RuntimeException broken) {
        findings.unread(moment.commit() + ":" + folder.path(), LeakScan.Why.BROKEN);
      }
    }
  }

  private void entry(
      Folder folder, CanonicalTreeParser entry, Moment moment, ArrayDeque<Folder> open) {
    FileMode mode = entry.getEntryFileMode();
    if (mode.getObjectType() == Constants.OBJ_TREE) {
      ObjectId id = entry.getEntryObjectId();
      if (!folders.contains(id)) {
        open.push(new Folder(id, folder.path() + entry.getEntryPathString() + "/"));
      }
    } else if (mode.getObjectType() == Constants.OBJ_BLOB && !mode.equals(FileMode.SYMLINK)) {
      ObjectId id = entry.getEntryObjectId();
      if (seen.add(id)) {
        add(id, folder.path() + entry.getEntryPathString(), moment);
      }
    }
  }

  private void add(ObjectId id, String path, Moment moment) {
    contents.add(new Content(id, path, moment.commit(), moment.authored(), contents.size()));
  }

  /// Reads one content; for many threads, each with its own readers.
  static void read(
      Content content, ObjectReader reader, ContentReader text, long mostBytes, Findings findings) {
    read(
        content.id(),
        content.path(),
        content.commit(),
        reader,
        text,
        mostBytes,
        findings,
        one ->
            new Leak.Place.InHistory(
                content.commit(), content.authored(), content.path(), one.line(), one.column()));
  }

  static void read(
      ObjectId id,
      String path,
      String commit,
      ObjectReader reader,
      ContentReader text,
      long mostBytes,
      Findings findings,
      java.util.function.Function<ContentReader.Located, Leak.Place> place) {
    String name = commit.isEmpty() ? path : commit + ":" + path;
    try {
      ObjectLoader loader = reader.open(id, Constants.OBJ_BLOB);
      if (loader.getSize() > mostBytes) {
        findings.unread(name, LeakScan.Why.TOO_LARGE);
        return;
      }
      findings.bytes.add(loader.getSize());
      boolean known;
      if (loader.isLarge()) {
        try (InputStream in = loader.openStream()) {
          known = text.read(in, path, one -> findings.add(one.hit(), place.apply(one)));
        }
      } else {
        known =
            text.read(
                loader.getCachedBytes(), path, one -> findings.add(one.hit(), place.apply(one)));
      }
      (known ? findings.contents : findings.binary).increment();
    } catch (IOException | RuntimeException broken) {
      findings.unread(name, LeakScan.Why.BROKEN);
    }
  }
}
