// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.dumpcheck;

import io.rtnlab.lab.exchange.Answer;
import io.rtnlab.lab.exchange.RawExchange;
import io.rtnlab.results.dumpcheck.ChangeLog;
import io.rtnlab.results.dumpcheck.ChangeLog.Change;
import java.util.BitSet;
import java.util.SplittableRandom;

/** Makes and deletes its share of every third object, and logs it. Belongs to one thread. */
final class Writer {
  private static final int MAKE = 0x600;
  private static final int EVERY = 3;

  private final DumpKind kind;
  private final ChangeLog log;
  private final RawExchange exchange;
  private final int number;
  private final int writers;
  private final BitSet absent = new BitSet();
  private final SplittableRandom random;

  Writer(DumpKind kind, ChangeLog log, RawExchange exchange, int number, int writers) {
    this.kind = kind;
    this.log = log;
    this.exchange = exchange;
    this.number = number;
    this.writers = writers;
    random = new SplittableRandom(number);
  }

  /**
   * The objects that are there, by what was acknowledged; of a writer that has no others beside.
   */
  BitSet present() {
    BitSet present = new BitSet();
    present.set(0, kind.objects());
    present.andNot(absent);
    return present;
  }

  void changeOne() {
    int share = kind.objects() / EVERY / writers;
    int object = EVERY * (number + writers * random.nextInt(share));
    boolean makes = absent.get(object);
    long sentNs = System.nanoTime();
    Answer answer =
        makes
            ? exchange.ask(kind.type(), MAKE, w -> kind.make().write(w, object))
            : exchange.ask(kind.type() + 1, 0, w -> kind.delete().write(w, object));
    long acknowledgedNs = System.nanoTime();
    if (answer.errno() == 0) {
      absent.flip(object);
      log.add(object, new Change(sentNs, acknowledgedNs, makes));
    }
  }
}
