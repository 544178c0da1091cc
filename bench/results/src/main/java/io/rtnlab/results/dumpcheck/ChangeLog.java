// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.dumpcheck;

import java.util.ArrayList;
import java.util.List;

/**
 * What was true when: for each object the changes in order of time. A change was committed at some
 * moment between the sending of its request and its acknowledgement. Objects that never change are
 * present from the beginning. One writer may add to one object's changes while others add to
 * others'; judge when all have ended.
 */
public final class ChangeLog {
  private final List<List<Change>> changes = new ArrayList<>();

  /**
   * A log of objects that are all present, numbered from 0.
   *
   * @param objects how many
   */
  public ChangeLog(int objects) {
    for (int each = 0; each < objects; each++) {
      changes.add(new ArrayList<>());
    }
  }

  /**
   * An object came or went; times are nanoseconds of one clock.
   *
   * @param present whether it is there afterwards
   */
  public record Change(long sentNs, long acknowledgedNs, boolean present) {}

  /** Adds the next change of an object. */
  public void add(int object, Change change) {
    changes.get(object).add(change);
  }

  /** How many objects there are. */
  public int objects() {
    return changes.size();
  }

  /** How many changes there were, of all objects. */
  public long size() {
    return changes.stream().mapToLong(List::size).sum();
  }

  /** The changes of an object, in order of time. */
  List<Change> of(int object) {
    return changes.get(object);
  }

  /** Index of the first change of an object that was acknowledged after this moment. */
  int firstAfter(int object, long timeNs) {
    List<Change> all = changes.get(object);
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).acknowledgedNs() > timeNs) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Whether an object was there before its change of this index. */
  boolean presentBefore(int object, int index) {
    return index == 0 || changes.get(object).get(index - 1).present();
  }
}
