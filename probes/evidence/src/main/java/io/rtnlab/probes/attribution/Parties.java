package io.rtnlab.probes.attribution;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.ledger.Party;
import io.rtnlab.probes.stack.RtnlHandlers.Handler;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parties by number, so that the sums need no objects: first the operations, then the fixed ones,
 * then foreign threads as they come.
 */
final class Parties {
  static final int NOT_YET = -1;
  private static final int MAX_FOREIGN = 1 << 14;
  private static final String WORKER_PREFIX = "kworker/";

  /** Numbers from here on stand for a foreign party at one of its doings. */
  private static final int FIRST_AT_WORK = 1 << 16;

  /** A foreign party and the function it runs in the kernel. */
  private record AtWork(int party, String handler) {}

  private final List<Party> parties = new ArrayList<>();
  private final List<AtWork> atWork = new ArrayList<>();
  private final Map<AtWork, Integer> numbersAtWork = new HashMap<>();

  /** A thread that changes its name to and fro is two parties, not many. */
  private final Map<Party, Integer> named = new HashMap<>();

  /** A worker serves one queue after the other, and a queue has many workers. */
  private final Map<Party.KernelWorker, Integer> workers = new HashMap<>();

  private final BitSet tryLockers = new BitSet();
  private boolean tryLockersHidden;

  final int outsideRequest;
  final int nobody;

  /** The same party, where another may have held unseen. */
  final int nobodyKnown;

  final int anybody;
  final int unknown;
  private final int others;
  private final int firstForeign;

  Parties(List<String> operations) {
    operations.forEach(name -> parties.add(new Party.Operation(name)));
    outsideRequest = add(new Party.OutsideRequest());
    nobody = add(new Party.Nobody());
    nobodyKnown = add(new Party.Nobody());
    anybody = add(new Party.Anybody());
    unknown = add(new Party.Unknown());
    others = add(new Party.Others());
    firstForeign = parties.size();
  }

  /** Who the thread is at this moment. */
  int of(KnownThread thread) {
    if (thread.inRequest) {
      return thread.operation;
    }
    if (thread.ours) {
      return outsideRequest;
    }
    if (thread.foreignParty == NOT_YET) {
      thread.foreignParty = addForeign(new Party.UnnamedThread(thread.id, ""));
    }
    return thread.foreignParty;
  }

  /** Learns a thread's name; an id that now belongs to another process starts anew. */
  void name(KnownThread thread, LockEvent.ThreadSeen seen) {
    Party named = named(seen);
    thread.foreignParty =
        named instanceof Party.KernelWorker worker
            ? workers.computeIfAbsent(worker, _ -> renamed(thread, worker))
            : renamed(thread, named);
  }

  private int renamed(KnownThread thread, Party name) {
    int party = thread.foreignParty;
    if (party == others) {
      return others;
    }
    if (party >= firstForeign && parties.get(party).equals(name)) {
      return party;
    }
    // Its name is news of a thread that had none; one that renames itself was the other before.
    if (party < firstForeign || !(parties.get(party) instanceof Party.UnnamedThread)) {
      return named.computeIfAbsent(name, this::addForeign);
    }
    parties.set(party, name);
    return party;
  }

  /** The party at what it was doing; the same where nothing is known of that, or it is ours. */
  int atWork(int party, @Nullable Handler handler) {
    if (handler == null || !isForeign(party) || isNamedByItsWork(party)) {
      return party;
    }
    return numbersAtWork.computeIfAbsent(
        new AtWork(party, handler.function()),
        work -> {
          atWork.add(work);
          return FIRST_AT_WORK + atWork.size() - 1;
        });
  }

  /** A kernel worker whose function is known needs no stack that says it again. */
  private boolean isNamedByItsWork(int party) {
    return parties.get(party) instanceof Party.KernelWorker worker && !worker.handler().isEmpty();
  }

  /** Who holds, at what it is known to do. */
  int atWork(Holding holding) {
    return atWork(holding.party, holding.handler());
  }

  Party get(int party) {
    if (party < FIRST_AT_WORK) {
      return parties.get(party);
    }
    AtWork work = atWork.get(party - FIRST_AT_WORK);
    return parties.get(work.party).atWork(work.handler);
  }

  /** The party has a thread that takes the mutex by {@code mutex_trylock}. */
  void triesLock(int party) {
    tryLockers.set(party);
  }

  /** The backend cannot read the owner, and so sees no owner that got in by trylock. */
  void hidesTryLockers() {
    tryLockersHidden = true;
  }

  /** Whether some party was seen to, or would not have been seen. */
  boolean anyTriesLock() {
    return tryLockersHidden || !tryLockers.isEmpty();
  }

  /** Whether this one was. */
  boolean hasTriedLock(int party) {
    return tryLockers.get(party < FIRST_AT_WORK ? party : atWork.get(party - FIRST_AT_WORK).party);
  }

  /** Whether it is somebody else's thread, of which a stack tells more. */
  boolean isForeign(int party) {
    return party >= firstForeign;
  }

  private static Party named(LockEvent.ThreadSeen seen) {
    if (!seen.name().startsWith(WORKER_PREFIX)) {
      return new Party.ForeignProcess(seen.process(), seen.name(), seen.networkNamespace(), "");
    }
    // /proc shows "kworker/u4:1-netns", or with + while it works; task_struct.comm has no queue.
    // A probe that knows the function of its work puts it behind that in brackets.
    String rest = seen.name().substring(WORKER_PREFIX.length());
    int queue = Math.max(rest.indexOf('-'), rest.indexOf('+'));
    int address = rest.indexOf('@');
    String work = address < 0 ? rest : rest.substring(0, address);
    int function = work.endsWith(")") ? work.indexOf('(') : -1;
    return function < 0
        ? new Party.KernelWorker(queue < 0 ? "" : work.substring(queue + 1), "")
        : new Party.KernelWorker(
            queue < 0 ? "" : work.substring(queue + 1, function),
            work.substring(function + 1, work.length() - 1));
  }

  private int addForeign(Party party) {
    return parties.size() - firstForeign < MAX_FOREIGN ? add(party) : others;
  }

  private int add(Party party) {
    parties.add(party);
    return parties.size() - 1;
  }
}
