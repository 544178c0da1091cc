package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributed;
import io.rtnlab.netlink.attribute.Attributes;

/** A kind without attributes of its own ({@code dummy}, {@code ifb}), or one not known here. */
public record OtherKind(String kind, Attributes attributes)
    implements LinkKind, Attributed<OtherKind> {

  public static OtherKind of(String kind) {
    return new OtherKind(kind, AttributeTable.UNKNOWN.empty());
  }

  @Override
  public OtherKind with(Attributes attributes) {
    return new OtherKind(kind, attributes);
  }

  @Override
  public String toString() {
    return attributes.isEmpty() ? kind : kind + " " + attributes;
  }
}
