// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Whoever derives something from resources. Called inside the transaction that stores a reading,
/// so that what is derived is never behind what is stored; it must not call the API.
public interface Follower {
  /// A reading brought something new. Calls for one resource come in the order of its versions.
  ///
  /// @param before what was stored until now
  /// @param reason of the reading, an id of [WorkQueue.Reason]
  void changed(Handle handle, Snapshot now, Optional<Snapshot> before, String reason, Instant at);

  /// A reading brought nothing new: for whoever cares that there was a reason to read.
  default void unchanged(Handle handle, Snapshot now, String reason, Instant at) {}

  /// A notification spoke of something of which nothing is read, such as a seller that unlinked its
  /// account. It may be told more than once. What is written here is on disk before the
  /// notification counts as handled.
  default void told(Handle handle, String integration, ResourceRef resource, Instant at) {}
}
