// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

/** What a thread is called at this moment: by its open request, or by its name in the kernel. */
abstract class NamedThread {
  static final int NO_ACTOR_YET = -1;

  final int id;

  /** Its actor while it is not one of ours; see {@link ActorTable}. */
  int foreignActor = NO_ACTOR_YET;

  /** Whether it ever had a request of ours open. */
  boolean ours;

  boolean inRequest;
  int operation;

  /** Whether it was seen to own the mutex by a {@code mutex_trylock}, which makes no event. */
  boolean triesLock;

  NamedThread(int id) {
    this.id = id;
  }
}
