// SPDX-License-Identifier: Apache-2.0
/**
 * From lock events to the ledger: for each request where its time went, and for each wait whose
 * fault it was. A pure function of one ordered stream, the same for every backend, live or from a
 * file. It claims no more than the events prove.
 *
 * <h2>What an event proves</h2>
 *
 * <ul>
 *   <li>{@code WaitBegin} of <i>any</i> thread, where the backend reads {@code mutex.owner}, is a
 *       owner sample: at this moment the owner is X, or no thread. An owner sample that names a
 *       thread which is itself waiting shows the mutex on its way to that thread (a handoff, or the
 *       winner before its {@code contention_end}): no thread is blamed.
 *   <li>{@code Acquired} with result 0: at this moment the thread is the owner. Its wait, from the
 *       first begin, is over. With {@code -EINTR} the wait is over and says nothing of the owner.
 *   <li>{@code Released}: the thread is inside {@code mutex_unlock}. It was the owner until now and
 *       is no longer. The tracepoint evidence for it, {@code sched_waking}, comes from {@code
 *       wake_up_q} a moment after the owner was cleared, so another thread's {@code Acquired} may
 *       come first: then the release is late news and changes nothing.
 *   <li>{@code OffCpu} with {@code holding}: at this moment the thread is the owner, and as long as
 *       it sleeps it stays so, since only the owner can let go: PROVED until its {@code Woken},
 *       whatever other threads come, and what it sleeps for. From then on it wants a CPU until its
 *       {@code OnCpu}; that one proves all of the time, too, if the thread owns the mutex still.
 *       Not every return to a CPU shows (seen: a kernel whose sched_switch is silent where certain
 *       tasks make room), so without {@code OnCpu} nothing is said of the time after {@code Woken}.
 *   <li>{@code OtherWait}: at this moment the thread is the owner, and until its {@code OtherEnd}
 *       it stays so: no thread lets go of a mutex from inside another lock's slow path. Whose the
 *       other lock is was read at that moment, and is the reason given until the next look.
 *   <li>{@code OffCpu} without {@code holding}: at this moment the thread is not the owner. One
 *       believed to be let go before.
 *   <li>{@code OffCpu} of a waiter: it spun and gave way to others that wanted the CPU, before it
 *       stood in the wait list. Until its next event it could not take the mutex, were it free.
 *   <li>A thread that begins to wait, or whose request or system call ends, is not the owner: the
 *       mutex is not recursive, and no thread returns to user space with it.
 * </ul>
 *
 * <h2>What a request that never waited says</h2>
 *
 * A request of ours that succeeded without a wait, of an operation that did wait at other times,
 * most likely took the mutex unseen and let it go. While the fast path is open, an owner that was
 * known at its begin is named no longer: the time of that request, and what follows until the next
 * evidence, is UNKNOWN. Nothing is proved by it, so no thread is blamed for it either.
 *
 * <h2>What silence proves</h2>
 *
 * While at least one thread stands in the wait list ({@code WaitBegin.queued} until its {@code
 * Acquired}) the word {@code mutex.owner} is never 0: the WAITERS bit is set, and the fast path,
 * {@code cmpxchg(owner, 0, me)}, cannot succeed. Every acquisition then takes the slow path and
 * shows. During such an interval, the <i>fast path is closed</i>, and always with a backend that
 * sees every acquisition, silence is evidence. The one hole is {@code mutex_trylock}, which sets
 * the owner beside the flags and never shows: a thread that lets go and gets the mutex again by
 * trylock, unseen, between two samples would be said to have held on. A thread that an owner sample
 * finds to have come through this hole is recorded: from then on two samples at it prove no hold,
 * and its upper bound has all time that is not proved to be another's.
 *
 * <pre>
 *            t0        t1         t2              t3     t4         t5
 *  X   ──────█████████████████████████████████████│rel
 *  V        begin     begin                       .      .          Acquired
 *           sample X  queued, sample X            .      .            │
 *  W                             begin, sample X   .      .            │
 *  Y                                  begin …     .      Acquired═════│
 *           │         │░░░░░░░░░░░░░░░░░░closed░░░░░░░░░░░░░░░░░░░░░░░
 *  V waits  │SNAPSHOT │ PROVED X │ PROVED X       │HANDO-│ SOLE Y     │
 *           │    X    │          │ (Released X)   │VER   │ (no release│
 *                                                          seen)
 *  the same without the Released at t3:
 *           │SNAPSHOT │ PROVED X │ SOLE X                │ SOLE Y     │
 *                                  (X's release inside)
 * </pre>
 *
 * <h2>The segments of a wait</h2>
 *
 * All evidence, of whichever thread, cuts time into segments; every wait that is open takes its
 * part of each, so a wait is split at each acquisition that others made inside it, and the parts
 * add up to the wait. What a segment is called follows from what was known at its start and what
 * ended it:
 *
 * <table>
 *   <caption>Classes of segments</caption>
 *   <tr><th>at its start</th><th>ended by</th><th>fast path closed</th><th>open</th></tr>
 *   <tr><td>X owns</td><td>an owner sample of X, or X's release</td><td>PROVED X</td><td>SNAPSHOT X</td></tr>
 *   <tr><td>X owns</td><td>an owner sample of some Z, which got in by trylock</td><td colspan="2">SNAPSHOT X, with X's release inside</td></tr>
 *   <tr><td>X owns</td><td>anything else</td><td>SOLE X, with X's release inside</td><td>SNAPSHOT X, with X's release inside</td></tr>
 *   <tr><td>free or handed over</td><td>an acquisition, or again free</td><td colspan="2">HANDOVER</td></tr>
 *   <tr><td>free or handed over</td><td>an owner sample of some Z</td><td colspan="2">SNAPSHOT Z, which got in unseen inside</td></tr>
 *   <tr><td>unknown</td><td>an owner sample of Z, or Z's release</td><td>PROVED Z</td><td>SNAPSHOT Z, which may have got in inside</td></tr>
 *   <tr><td>unknown</td><td>anything else</td><td colspan="2">UNKNOWN</td></tr>
 * </table>
 *
 * What would be UNKNOWN is PREEMPTED for a waiter that has no CPU meanwhile: threads that do run
 * then take the mutex and let it go without an event, since no thread contends.
 *
 * <p>A SOLE segment is X's up to its release, and after that no thread's: no other thread can have
 * got in unseen. A SNAPSHOT segment names who owned the mutex at one of its ends; any other thread
 * may have held inside it. Whatever part of the segment lies before the last moment at which Z
 * cannot have owned (it began to wait, or its request began or ended) stays UNKNOWN. A backend that
 * cannot read the owner ({@code OWNER_UNREAD}) names the last thread that acquired and was not seen
 * elsewhere since: such segments are INFERRED, never more.
 *
 * <h2>Bounds</h2>
 *
 * Of what is said in nanoseconds the truth lies between two bounds, the clocks' error apart. A
 * holder's lower bound is what is PROVED; its upper bound adds what is SOLE its own, and all
 * <i>open</i> time: segments, whatever holder they name, in which a thread may have held without an
 * event. HANDOVER is certain, and its lower bound, where the mutex was known to be free at the
 * segment's begin and closed; its upper bound is all that is not PROVED. The confidence of a {@link
 * io.rtnlab.probes.ledger.Share} is another thing: how much it scatters within the run.
 *
 * <h2>What a holder is called</h2>
 *
 * A request of ours by its operation. A foreign thread by thread and process, and by the function
 * that it runs in the kernel where a stack was taken during that very hold: as it waited for the
 * mutex before, as it slept, or as it let go. What is learned at the release holds back to where
 * the hold is known to be the same one, across PROVED segments; a SNAPSHOT segment before them may
 * belong to an earlier hold and keeps the process alone. Since the release may be reported after
 * the next owner has shown, a wait is blamed once all its holders have their names.
 *
 * <h2>What is missing</h2>
 *
 * A gap in the stream ({@code Lost}) closes open waits as unmatched, makes open requests
 * incomplete, and nothing inside it proves anything. An event that is older than its predecessor
 * takes effect at its predecessor's time and is counted. Hold times exist only for backends that
 * see every acquisition and release; for others they are absent, not 0.
 */
@NullMarked
package io.rtnlab.probes.attribution;

import org.jspecify.annotations.NullMarked;
