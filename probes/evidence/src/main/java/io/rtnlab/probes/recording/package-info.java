// SPDX-License-Identifier: Apache-2.0
/**
 * Recordings of the lock tracepoints that others made, on another host or another day: {@code
 * trace.dat} of trace-cmd(1), versions 6 and 7, and the text of perf-script(1). They hold no owner
 * and no requests of ours, so holders are inferred; wake-ups ({@code sched:sched_waking}), where
 * they were recorded, show releases.
 *
 * <pre>
 *  TraceDat ──┐                    ┌─▶ MutexSurvey ─▶ which of the mutexes is rtnl_mutex
 *             ├─▶ RecordedEvent ───┤
 *  PerfScript ┘   in order of time └─▶ LockEventTranslation ─▶ LockEvent ─▶ Attribution
 * </pre>
 *
 * A file is read twice, in one pass each; memory does not grow with its length.
 */
@NullMarked
package io.rtnlab.probes.recording;

import org.jspecify.annotations.NullMarked;
