// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

/** What is known of one thread: who it is, its open request, its open wait, its open hold. */
final class KnownThread {
  static final long NOT_HOLDING = Long.MIN_VALUE;

  final int id;

  /** Its actor while it is not one of ours; see {@link ActorTable}. */
  int foreignActor = ActorTable.NOT_YET;

  /** Whether it ever had a request of ours open. */
  boolean ours;

  boolean inRequest;
  int operation;
  long requestBeginNs;

  /** When the last request that is over ended, and what it was. */
  long lastRequestEndNs = Long.MIN_VALUE;

  int lastOperation;

  /** Whether events were lost since the request began. */
  boolean requestIncomplete;

  /** The finished waits of the open request. */
  final SplitSum requestWait = new SplitSum();

  long requestHoldNs;

  /** How long the open request waited for locks other than the mutex. */
  long requestOtherLocksNs;

  /** What the open request spent off its CPU, but for the mutex. */
  final OffCpuSum requestOffCpu = new OffCpuSum();

  /** Whether it is off its CPU, as far as that shows. */
  boolean absent;

  final Absence absence = new Absence();

  final OpenWait wait = new OpenWait(this);

  long acquiredNs = NOT_HOLDING;

  /** When it last did something that an owner of the mutex cannot do. */
  long notOwnerNs = Long.MIN_VALUE;

  /** Whether it was seen to own the mutex by a {@code mutex_trylock}, which makes no event. */
  boolean triesLock;

  KnownThread(int id) {
    this.id = id;
  }
}
