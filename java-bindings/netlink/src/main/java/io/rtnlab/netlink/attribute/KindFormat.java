// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A value whose format depends on the kind that an attribute beside it names, as {@code
 * IFLA_INFO_DATA} does on {@code IFLA_INFO_KIND}.
 *
 * @param <K> what all kinds have in common
 */
public final class KindFormat<K extends Kind> implements Format<K> {
  private final Attribute<String> selector;
  private final Map<String, Format<? extends K>> known;
  private final BiFunction<String, Bytes, K> unknown;

  /**
   * Formats by name of the kind.
   *
   * @param selector the attribute that names the kind
   * @param unknown makes the value of a kind that is not in {@code known}
   */
  public KindFormat(
      Attribute<String> selector,
      Map<String, Format<? extends K>> known,
      BiFunction<String, Bytes, K> unknown) {
    this.selector = selector;
    this.known = known;
    this.unknown = unknown;
  }

  /** The kind that {@code siblings} name, with its data if it has any; empty if they name none. */
  public Optional<K> of(Attributes siblings, Attribute<K> data) {
    return siblings
        .get(selector)
        .map(kind -> siblings.get(data).orElseGet(() -> without(siblings, kind)));
  }

  private K without(Attributes siblings, String kind) {
    Format<? extends K> format = known.get(kind);
    return format == null || format.leastBytes() > 0
        ? unknown.apply(kind, Bytes.NONE)
        : format.read(siblings, new byte[0], 0, 0);
  }

  /** {@code siblings} with that kind, and with its data if it has any. */
  public Attributes put(Attributes siblings, Attribute<K> data, K kind) {
    Attributes named = siblings.with(selector, kind.kind());
    return kind.toArray().length == 0 ? named.without(data) : named.with(data, kind);
  }

  @Override
  public String wireName() {
    return "sub-message";
  }

  @Override
  public int leastBytes() {
    return 0;
  }

  @Override
  public boolean nested() {
    return true;
  }

  @Override
  public void check(Attributes siblings, byte[] bytes, int offset, int length) {
    Format<? extends K> format = format(siblings);
    if (format != null) {
      format.check(siblings, bytes, offset, length);
    }
  }

  @Override
  public K read(Attributes siblings, byte[] bytes, int offset, int length) {
    Format<? extends K> format = format(siblings);
    return format == null
        ? unknown.apply(
            siblings.get(selector, ""), Formats.BYTES.read(siblings, bytes, offset, length))
        : format.read(siblings, bytes, offset, length);
  }

  @Override
  public byte[] write(K kind) {
    return kind.toArray();
  }

  @Override
  public String show(K kind) {
    return kind instanceof NestKind<?> nest ? "{ " + nest.attributes() + " }" : kind.toString();
  }

  /** What names the kind. */
  Attribute<String> selector() {
    return selector;
  }

  /** The formats, by name of the kind. */
  Map<String, Format<? extends K>> known() {
    return known;
  }

  private @Nullable Format<? extends K> format(Attributes siblings) {
    return known.get(siblings.get(selector, ""));
  }
}
