// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

/**
 * A format of which any bytes make a value, if they are enough.
 *
 * @param <T> the value in Java
 */
interface PlainFormat<T> extends Format<T> {
  @Override
  default long alwaysValidLengths() {
    return leastBytes() < LARGEST_SIZE ? -1L << leastBytes() : 0;
  }
}
