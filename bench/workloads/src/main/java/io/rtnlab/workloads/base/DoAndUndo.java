// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.engine.Stopwatch;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.io.IOException;
import java.util.List;

/**
 * One message does something, another, under a name of its own, takes it back: the oldest first,
 * and as soon as there are more than enough.
 */
public abstract class DoAndUndo extends NetlinkOperation {
  private final List<FollowUp> followUps;
  private final int kept;
  private RequestTemplate doing;
  private RequestTemplate undoing;
  private long done;
  private long undone;

  /**
   * @param undoName label of what takes back
   * @param kept how many may be left standing
   */
  @SuppressWarnings("NullAway.Init") // by prepare()
  protected DoAndUndo(String name, String undoName, int kept, WorkerSite site) {
    super(name, site);
    this.kept = kept;
    followUps = List.of(new Undo(site.label(undoName)));
  }

  @Override
  protected final void prepare(NetlinkSession session) throws IOException {
    make(session);
    doing = doing().template(Answers.ACK_LAST, arena());
    undoing = undoing().template(Answers.ACK_LAST, arena());
    learn(doing);
  }

  /** Makes in the kernel what the requests need. */
  protected abstract void make(NetlinkSession session) throws IOException;

  protected abstract Request<?> doing();

  protected abstract Request<?> undoing();

  /** Finds out where {@link #patch} has to write: the same place in both. */
  protected void learn(RequestTemplate doing) {}

  /** Makes either the n-th. */
  protected void patch(RequestTemplate request, long n) {}

  @Override
  public final int execute() {
    patch(doing, done);
    int result = fire(doing);
    done += result == 0 ? 1 : 0;
    return result;
  }

  @Override
  public final List<FollowUp> followUps() {
    return followUps;
  }

  private final class Undo implements FollowUp, Timed {
    private final String name;

    Undo(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean due() {
      return done - undone > kept;
    }

    @Override
    public boolean pending() {
      return undone < done;
    }

    @Override
    public int execute() {
      patch(undoing, undone++);
      return fire(undoing);
    }

    @Override
    public Stopwatch stopwatch() {
      return DoAndUndo.this.stopwatch();
    }
  }
}
