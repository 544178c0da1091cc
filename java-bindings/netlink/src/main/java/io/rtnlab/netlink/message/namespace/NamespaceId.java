// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.namespace;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.util.Optional;

/**
 * The number by which one network namespace knows another ({@code RTM_NEWNSID}).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+-----------------------------------------------+
 * |  rtgen_family |                      pad                      |
 * +---------------+-----------------------------------------------+
 * </pre>
 */
public record NamespaceId(int family, Attributes attributes) implements KernelObject<NamespaceId> {

  public static final AttributeTable TABLE = new AttributeTable("nsid-attrs", "NETNSA_");
  public static final Attribute<Integer> ID = TABLE.s32(1, "NETNSA_NSID");
  public static final Attribute<Integer> PROCESS = TABLE.u32(2, "NETNSA_PID");
  public static final Attribute<Integer> FILE_DESCRIPTOR = TABLE.u32(3, "NETNSA_FD");
  public static final Attribute<Integer> TARGET_ID = TABLE.s32(4, "NETNSA_TARGET_NSID");
  public static final Attribute<Integer> CURRENT_ID = TABLE.s32(5, "NETNSA_CURRENT_NSID");

  public static final Codec<NamespaceId> CODEC = new Layout();

  /** {@code NETNSA_NSID_NOT_ASSIGNED}: it has none. */
  public static final int NOT_ASSIGNED = -1;

  /** Every id that this namespace has given, for a dump. */
  public static NamespaceId all() {
    return new NamespaceId(Family.AF_UNSPEC, TABLE.empty());
  }

  /** The id of the namespace that the file descriptor stands for, to ask for. */
  public static NamespaceId of(int fileDescriptor) {
    return all().with(FILE_DESCRIPTOR, fileDescriptor);
  }

  /** Gives it that id, or one that the kernel chooses for {@link #NOT_ASSIGNED}. */
  public static NamespaceId of(int fileDescriptor, int id) {
    return of(fileDescriptor).with(ID, id);
  }

  public int id() {
    return get(ID, NOT_ASSIGNED);
  }

  @Override
  public NamespaceId with(Attributes attributes) {
    return new NamespaceId(family, attributes);
  }

  @Override
  public Codec<NamespaceId> codec() {
    return CODEC;
  }

  @Override
  public Optional<Boolean> isListedBy(NamespaceId filter) {
    return filter.attributes.isEmpty() ? Optional.of(true) : Optional.empty();
  }

  @Override
  public Object identity() {
    return id();
  }

  @Override
  public String toString() {
    return attributes.toString();
  }

  private static final class Layout extends Codec<NamespaceId> {
    private Layout() {
      super("namespace id", MessageType.RTM_NEWNSID, 4);
    }

    @Override
    protected AttributeSet table(int family) {
      return TABLE;
    }

    @Override
    protected NamespaceId read(MessageCursor header, AttributeSet table) {
      return new NamespaceId(header.u8(0), attributes(header, table));
    }

    @Override
    protected void writeHeader(NamespaceId namespaceId, MessageWriter writer) {
      writer.u8(namespaceId.family).u8(0).u16(0);
    }
  }
}
