// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * All objects of the kernel that match a filter; asked for when one of the methods below is called.
 *
 * @param <T> the object
 */
public final class Dump<T extends KernelObject<T>> {
  private final NetlinkSession session;
  private final Request<T> request;
  private final int attempts;

  Dump(NetlinkSession session, Request<T> request, int attempts) {
    this.session = session;
    this.request = request;
    this.attempts = attempts;
  }

  /**
   * The same, but a list that was interrupted is thrown away and asked for again, up to so many
   * times altogether.
   */
  public Dump<T> repeatedly(int attempts) {
    return new Dump<>(session, request, attempts);
  }

  /**
   * All of them at once.
   *
   * @throws DumpInterruptedException if what was dumped changed meanwhile, on every attempt
   */
  public List<T> toList() throws NetlinkException {
    for (int attempt = 1; attempt <= attempts; attempt++) {
      List<T> objects = new ArrayList<>();
      if (!forEach(objects::add)) {
        return List.copyOf(objects);
      }
    }
    throw new DumpInterruptedException(request.toString(), session.lastSequence(), attempts);
  }

  /**
   * One after the other, in memory that does not grow with their number. The session is busy until
   * the last: {@code each} must not use it.
   *
   * @return whether the kernel said that what it dumped changed meanwhile, so that some may be
   *     missing, twice there, or of different times
   */
  public boolean forEach(Consumer<? super T> each) throws NetlinkException {
    return session.run(request, each);
  }

  /** How many there are. */
  public long count() throws NetlinkException {
    long[] count = {0};
    boolean interrupted = session.visit(request, message -> count[0]++);
    if (interrupted) {
      throw new DumpInterruptedException(request.toString(), session.lastSequence(), 1);
    }
    return count[0];
  }
}
