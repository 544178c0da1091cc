// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

/** An implementation of the work. Belongs to one thread, inside the {@link Fixture}'s namespace. */
public interface Implementation extends AutoCloseable {

  /** The column's heading. */
  String name();

  /** Whether it has a way to do this. */
  boolean can(Work work);

  /**
   * Does some of it.
   *
   * @param units how many; dumps and parsers go by whole passes and may do a few more
   * @return units done, or {@code -errno}
   */
  long perform(Work work, int units);

  @Override
  void close();
}
