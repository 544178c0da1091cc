// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

/**
 * One line of an attribute table.
 *
 * @param number {@code nla_type}
 * @param kernelName the constant's name in the kernel's headers, such as {@code RTA_DST}
 * @param word what {@code ip} and {@code tc} call it, such as {@code via}
 * @param <T> the value in Java
 */
public record Attribute<T>(int number, String kernelName, String word, Format<T> format) {
  @Override
  public String toString() {
    return kernelName;
  }
}
