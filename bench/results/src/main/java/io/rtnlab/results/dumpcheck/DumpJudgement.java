// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.dumpcheck;

import io.rtnlab.results.dumpcheck.ChangeLog.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is wrong with one dump, as far as it is certain whatever the moments of the commits inside
 * their intervals.
 *
 * @param noSnapshot no moment from its request to its end had the state that it shows
 * @param lost objects present throughout that it does not show
 * @param duplicated objects present throughout that it shows more than once
 * @param gone objects absent throughout that it shows
 * @param changeWithin a change was surely committed between its first part and its last
 * @param changeNear a change may have been committed between its request and its end
 */
public record DumpJudgement(
    boolean noSnapshot,
    int lost,
    int duplicated,
    int gone,
    boolean changeWithin,
    boolean changeNear) {

  /** A time in which the state that a dump shows is impossible. */
  private record Impossible(long fromNs, long untilNs) {}

  /** Judges a dump of all objects of the log. */
  public static DumpJudgement of(DumpSeen dump, ChangeLog log) {
    List<Impossible> impossible = new ArrayList<>();
    int lost = 0;
    int duplicated = 0;
    int gone = 0;
    boolean within = false;
    boolean near = false;
    for (int object = 0; object < log.objects(); object++) {
      int times = dump.times(object);
      int index = log.firstAfter(object, dump.sentNs());
      List<Change> changes = log.of(object);
      boolean present = log.presentBefore(object, index);
      long sinceNs = dump.sentNs();
      boolean steady = true;
      for (; index < changes.size() && changes.get(index).sentNs() < dump.endedNs(); index++) {
        Change change = changes.get(index);
        steady = false;
        near = true;
        within |=
            change.sentNs() >= dump.firstFilledNs() && change.acknowledgedNs() <= dump.lastFillNs();
        if (present != times > 0) {
          impossible.add(new Impossible(sinceNs, change.sentNs()));
        }
        present = change.present();
        sinceNs = Math.max(dump.sentNs(), change.acknowledgedNs());
      }
      if (present != times > 0) {
        impossible.add(new Impossible(sinceNs, dump.endedNs()));
      }
      if (steady) {
        lost += present && times == 0 ? 1 : 0;
        duplicated += present && times > 1 ? 1 : 0;
        gone += !present && times > 0 ? 1 : 0;
      }
    }
    return new DumpJudgement(
        covers(impossible, dump.sentNs(), dump.endedNs()) || duplicated > 0,
        lost,
        duplicated,
        gone,
        within,
        near);
  }

  /** Whether no moment of the time is left. */
  private static boolean covers(List<Impossible> intervals, long fromNs, long untilNs) {
    intervals.removeIf(each -> each.fromNs >= each.untilNs);
    intervals.sort(Comparator.comparingLong(Impossible::fromNs));
    long coveredNs = fromNs;
    for (Impossible each : intervals) {
      if (each.fromNs > coveredNs) {
        return false;
      }
      coveredNs = Math.max(coveredNs, each.untilNs);
    }
    return coveredNs >= untilNs;
  }
}
