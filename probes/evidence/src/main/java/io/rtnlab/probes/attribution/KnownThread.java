// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

/** What is known of one thread: who it is, its open request, its open wait, its open hold. */
final class KnownThread extends NamedThread {
  static final long NOT_HOLDING = Long.MIN_VALUE;

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

  KnownThread(int id) {
    super(id);
  }
}
