// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.ledger.Actor;
import io.rtnlab.probes.stack.RtnlHandlers.Handler;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Actors by number, so that the sums need no objects: first the operations, then the fixed ones,
 * then foreign threads as they come.
 */
final class ActorTable {
  private static final int MAX_FOREIGN = 1 << 14;
  private static final int MOST_PREEMPTED = 256;
  private static final String WORKER_PREFIX = "kworker/";

  /** Numbers from here on stand for a foreign actor in one kernel function. */
  private static final int FIRST_IN_HANDLER = 1 << 16;

  /** A foreign actor and the function it runs in the kernel. */
  private record ActorInHandler(int actor, String handler) {}

  private final List<Actor> actors = new ArrayList<>();
  private final List<ActorInHandler> inHandler = new ArrayList<>();
  private final Map<ActorInHandler, Integer> numbersInHandler = new HashMap<>();

  /** A thread that changes its name to and fro is two actors, not many. */
  private final Map<Actor, Integer> named = new HashMap<>();

  /** A worker serves one queue after the other, and a queue has many workers. */
  private final Map<Actor.KernelWorker, Integer> workers = new HashMap<>();

  /** By the operations that ran meanwhile. */
  private final Map<BitSet, Integer> waitersPreempted = new HashMap<>();

  private final BitSet tryLockers = new BitSet();
  private boolean tryLockersHidden;
  private long ownCgroup;

  final int outsideRequest;
  final int noHolder;

  /** The same actor, where another may have held unseen. */
  final int noKnownHolder;

  final int unknown;
  private final int others;
  private final int firstForeign;

  ActorTable(List<String> operations) {
    operations.forEach(name -> actors.add(new Actor.Operation(name)));
    outsideRequest = add(new Actor.OutsideRequest());
    noHolder = add(new Actor.NoHolder());
    noKnownHolder = add(new Actor.NoHolder());
    unknown = add(new Actor.Unknown());
    others = add(new Actor.Others());
    firstForeign = actors.size();
  }

  /** No holder known of, while the waiter had no CPU and requests of these operations ran. */
  int waiterPreempted(BitSet ran) {
    Integer known = waitersPreempted.get(ran);
    if (known != null) {
      return known;
    }
    boolean many = waitersPreempted.size() >= MOST_PREEMPTED;
    List<String> names =
        many
            ? List.of()
            : ran.stream().mapToObj(operation -> actors.get(operation).label()).toList();
    if (many && !ran.isEmpty()) {
      return waiterPreempted(new BitSet());
    }
    int number = addForeign(new Actor.WaiterPreempted(names));
    waitersPreempted.put((BitSet) ran.clone(), number);
    return number;
  }

  /** Who the thread is at this moment. */
  int of(NamedThread thread) {
    if (thread.inRequest) {
      return thread.operation;
    }
    if (thread.ours) {
      return outsideRequest;
    }
    if (thread.foreignActor == NamedThread.NO_ACTOR_YET) {
      thread.foreignActor = addForeign(new Actor.UnnamedThread(thread.id, ""));
    }
    return thread.foreignActor;
  }

  /** A hold of that thread's: it names one of our operations, or a foreign thread. */
  Holding holding(NamedThread thread) {
    int actor = of(thread);
    return Holding.of(thread, actor, isForeign(actor));
  }

  /** Learns a thread's name; an id that now belongs to another process starts anew. */
  void name(NamedThread thread, LockEvent.ThreadSeen seen) {
    Actor named = named(seen);
    ownCgroup = thread.ours ? seen.cgroup() : ownCgroup;
    thread.foreignActor =
        named instanceof Actor.KernelWorker worker
            ? workers.computeIfAbsent(worker, _ -> renamed(thread, worker))
            : renamed(thread, named);
  }

  /** Of our own threads; 0 where unknown. */
  long ownCgroup() {
    return ownCgroup;
  }

  private int renamed(NamedThread thread, Actor name) {
    int actor = thread.foreignActor;
    if (actor == others) {
      return others;
    }
    if (actor >= firstForeign && actors.get(actor).equals(name)) {
      return actor;
    }
    // Its name is news of a thread that had none; one that renames itself was the other before.
    if (actor < firstForeign || !(actors.get(actor) instanceof Actor.UnnamedThread)) {
      return named.computeIfAbsent(name, this::addForeign);
    }
    actors.set(actor, name);
    return actor;
  }

  /** The actor at what it was doing; the same where nothing is known of that, or it is ours. */
  int inHandler(int actor, @Nullable Handler handler) {
    if (handler == null || !isForeign(actor) || isNamedByItsWork(actor)) {
      return actor;
    }
    return numbersInHandler.computeIfAbsent(
        new ActorInHandler(actor, handler.function()),
        work -> {
          inHandler.add(work);
          return FIRST_IN_HANDLER + inHandler.size() - 1;
        });
  }

  /** A kernel worker whose function is known needs no stack that says it again. */
  private boolean isNamedByItsWork(int actor) {
    return actors.get(actor) instanceof Actor.KernelWorker worker && !worker.handler().isEmpty();
  }

  /** Who holds, at what it is known to do. */
  int inHandler(Holding holding) {
    return inHandler(holding.actor, holding.handler());
  }

  Actor get(int actor) {
    if (actor < FIRST_IN_HANDLER) {
      return actors.get(actor);
    }
    ActorInHandler work = inHandler.get(actor - FIRST_IN_HANDLER);
    return actors.get(work.actor).inHandler(work.handler);
  }

  /** The actor has a thread that takes the mutex by {@code mutex_trylock}. */
  void triesLock(int actor) {
    tryLockers.set(actor);
  }

  /** The backend cannot read the owner, and so sees no owner that got in by trylock. */
  void hidesTryLockers() {
    tryLockersHidden = true;
  }

  /** Whether some actor was seen to, or would not have been seen. */
  boolean anyTriesLock() {
    return tryLockersHidden || !tryLockers.isEmpty();
  }

  /** Whether this one was. */
  boolean hasTriedLock(int actor) {
    return tryLockers.get(
        actor < FIRST_IN_HANDLER ? actor : inHandler.get(actor - FIRST_IN_HANDLER).actor);
  }

  /** Whether it is a foreign thread, of which a stack shows more. */
  boolean isForeign(int actor) {
    return actor >= firstForeign;
  }

  private static Actor named(LockEvent.ThreadSeen seen) {
    if (!seen.name().startsWith(WORKER_PREFIX)) {
      return new Actor.ForeignProcess(
          seen.process(), seen.name(), seen.networkNamespace(), seen.cgroup(), "");
    }
    // /proc shows "kworker/u4:1-netns", or with + while it works; task_struct.comm has no queue.
    // A probe that knows the function of its work puts it behind that in brackets.
    String rest = seen.name().substring(WORKER_PREFIX.length());
    int queue = Math.max(rest.indexOf('-'), rest.indexOf('+'));
    int address = rest.indexOf('@');
    String work = address < 0 ? rest : rest.substring(0, address);
    int function = work.endsWith(")") ? work.indexOf('(') : -1;
    return function < 0
        ? new Actor.KernelWorker(queue < 0 ? "" : work.substring(queue + 1), "")
        : new Actor.KernelWorker(
            queue < 0 ? "" : work.substring(queue + 1, function),
            work.substring(function + 1, work.length() - 1));
  }

  private int addForeign(Actor actor) {
    return actors.size() - firstForeign < MAX_FOREIGN ? add(actor) : others;
  }

  private int add(Actor actor) {
    actors.add(actor);
    return actors.size() - 1;
  }
}
