// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.audit;

import io.rtnlab.probes.ledger.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.LongPredicate;

/**
 * Counts what the ledger said against what was true, sample by sample.
 *
 * <p>An owner that itself still waits, as the ledger has it, has been handed the mutex and does not
 * hold it yet: no thread does.
 */
final class Judgement {
  private static final Evidence[] KINDS = Evidence.values();
  private static final long[] DISTANCES_NS = {0, 5_000, 20_000, 100_000, 1_000_000, Long.MAX_VALUE};

  private final OwnerSamples samples;
  private final Statements statements;
  private final LongPredicate counted;
  private final LongPredicate known;

  Judgement(
      OwnerSamples samples, Statements statements, LongPredicate counted, LongPredicate known) {
    this.samples = samples;
    this.statements = statements;
    this.counted = counted;
    this.known = known;
  }

  /** What was counted of one sample, or of all. */
  private static final class Tally {
    private final long[] all = new long[KINDS.length];
    private final long[] right = new long[KINDS.length];
    private final long[] other = new long[KINDS.length];
    private final long[] noOwner = new long[KINDS.length];
    private long waits;
    private long wronglyNamed;
    private long overstated;
    private long another;
    private long free;

    private void count(Evidence evidence, int holder, int owner) {
      int kind = evidence.place;
      boolean names = evidence.namesHolder();
      boolean isFree = owner == SampleSink.NO_OWNER;
      boolean isRight = names ? holder == owner : isFree && evidence == Evidence.HANDOVER;
      waits++;
      free += isFree ? 1 : 0;
      all[kind]++;
      if (isRight) {
        right[kind]++;
      } else if (isFree) {
        noOwner[kind]++;
      } else {
        other[kind]++;
      }
      if (names && !isRight) {
        another += isFree ? 0 : 1;
        boolean allowed = isFree && orNoOwner(evidence);
        wronglyNamed += allowed ? 0 : 1;
        overstated += allowed ? 1 : 0;
      }
    }

    private void clear() {
      Arrays.fill(all, 0);
      Arrays.fill(right, 0);
      Arrays.fill(other, 0);
      Arrays.fill(noOwner, 0);
      waits = 0;
      wronglyNamed = 0;
      overstated = 0;
      another = 0;
      free = 0;
    }

    private void add(Tally sample) {
      for (int kind = 0; kind < KINDS.length; kind++) {
        all[kind] += sample.all[kind];
        right[kind] += sample.right[kind];
        other[kind] += sample.other[kind];
        noOwner[kind] += sample.noOwner[kind];
      }
    }
  }

  /** Whether segments of this class say "X or no thread". */
  static boolean orNoOwner(Evidence evidence) {
    return evidence == Evidence.SOLE;
  }

  /** The estimates of one distance. */
  private static final class AtDistance {
    private final ShareEstimate wronglyNamed = new ShareEstimate();
    private final ShareEstimate overstated = new ShareEstimate();
    private long waits;
  }

  /**
   * Judges.
   *
   * @param ownerAt the true owner at a sample
   * @param found learns who held at each sample, and how many waits were open
   */
  AuditTable table(IntUnaryOperator ownerAt, HolderSamples found) {
    int count = samples.count();
    int[] starts = new int[count + 1];
    int[] order = statements.inOrder(starts);
    int first = 0;
    int last = count;
    while (first < count && !counted.test(samples.timeNs(first))) {
      first++;
    }
    while (last > first && !counted.test(samples.timeNs(last - 1))) {
      last--;
    }
    int end = last; // the last waits that count go on for a while
    for (int i = order.length - 1; i >= 0 && statements.sample(order[i]) >= last; i--) {
      if (isCounted(order[i], first, last)) {
        end = statements.sample(order[i]) + 1;
        break;
      }
    }
    long fromNs = first < end ? samples.timeNs(first) : 0;
    double spanNs = first < end ? samples.timeNs(end - 1) - fromNs + 1.0 : 1;

    ShareEstimate wronglyNamed = new ShareEstimate();
    ShareEstimate overstated = new ShareEstimate();
    ShareEstimate another = new ShareEstimate();
    ShareEstimate noOwner = new ShareEstimate();
    ShareEstimate[] right = new ShareEstimate[KINDS.length];
    Arrays.setAll(right, _ -> new ShareEstimate());
    AtDistance[] near = new AtDistance[DISTANCES_NS.length - 1];
    Arrays.setAll(near, _ -> new AtDistance());

    Tally total = new Tally();
    Tally tally = new Tally();
    long moments = 0;
    long changed = 0;
    int run = 0;
    int before = SampleSink.OWNER_CHANGED;
    for (int sample = first; sample < end; sample++) {
      if (!known.test(samples.timeNs(sample))) {
        continue;
      }
      int owner = ownerAt.applyAsInt(sample);
      if (owner == SampleSink.OWNER_CHANGED) {
        changed++;
        continue;
      }
      moments++;
      int holder = owner;
      for (int i = starts[sample]; i < starts[sample + 1]; i++) {
        holder = statements.waiter(order[i]) == owner ? SampleSink.NO_OWNER : holder;
      }
      run += holder == before ? 0 : 1;
      before = holder;
      tally.clear();
      for (int i = starts[sample]; i < starts[sample + 1]; i++) {
        int statement = order[i];
        if (isCounted(statement, first, last)) {
          tally.count(KINDS[statements.evidence(statement)], statements.holder(statement), holder);
        }
      }
      total.add(tally);
      int block = (int) ((samples.timeNs(sample) - fromNs) / spanNs * ShareEstimate.BLOCKS);
      found.add(samples.timeNs(sample), block, run, holder, tally.waits);
      wronglyNamed.add(block, run, tally.wronglyNamed, tally.waits);
      overstated.add(block, run, tally.overstated, tally.waits);
      another.add(block, run, tally.another, tally.waits);
      noOwner.add(block, run, tally.free, tally.waits);
      for (int kind = 0; kind < KINDS.length; kind++) {
        right[kind].add(block, run, tally.right[kind], tally.all[kind]);
      }
      AtDistance distance = near[distanceClass(samples.lookNs(sample))];
      distance.waits += tally.waits;
      distance.wronglyNamed.add(block, run, tally.wronglyNamed, tally.waits);
      distance.overstated.add(block, run, tally.overstated, tally.waits);
    }
    return new AuditTable(
        moments,
        changed,
        classes(total, right),
        wronglyNamed.estimate(),
        overstated.estimate(),
        another.estimate(),
        noOwner.estimate(),
        distances(near));
  }

  /** Whether its wait began in the measured part. */
  private boolean isCounted(int statement, int first, int last) {
    return statements.begin(statement) >= first && statements.begin(statement) < last;
  }

  private static int distanceClass(long lookNs) {
    int place = 0;
    while (place < DISTANCES_NS.length - 2 && lookNs >= DISTANCES_NS[place + 1]) {
      place++;
    }
    return place;
  }

  private static List<AuditedClass> classes(Tally total, ShareEstimate[] right) {
    List<AuditedClass> classes = new ArrayList<>();
    for (Evidence evidence : KINDS) {
      int kind = evidence.place;
      if (total.all[kind] > 0) {
        classes.add(
            new AuditedClass(
                evidence,
                total.all[kind],
                total.right[kind],
                total.other[kind],
                total.noOwner[kind],
                right[kind].estimate()));
      }
    }
    return List.copyOf(classes);
  }

  private static List<AuditedDistance> distances(AtDistance[] near) {
    List<AuditedDistance> distances = new ArrayList<>();
    for (int place = 0; place < near.length; place++) {
      distances.add(
          new AuditedDistance(
              DISTANCES_NS[place],
              DISTANCES_NS[place + 1],
              near[place].waits,
              near[place].wronglyNamed.estimate(),
              near[place].overstated.estimate()));
    }
    return List.copyOf(distances);
  }
}
