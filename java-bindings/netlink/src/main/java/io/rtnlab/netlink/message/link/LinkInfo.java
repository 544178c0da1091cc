package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Formats;
import java.util.Map;
import java.util.function.Function;

/** The nest {@code IFLA_LINKINFO}: kinds of links and of ports, and what only they have. */
final class LinkInfo {
  static final AttributeTable TABLE = new AttributeTable("linkinfo-attrs");
  static final Attribute<String> KIND = TABLE.text(1, "IFLA_INFO_KIND", "kind");
  static final Attribute<Attributes> DATA =
      TABLE.add(2, "IFLA_INFO_DATA", "data", Formats.nestBy(LinkInfo::dataTable));
  static final Attribute<Bytes> EXTRA_STATISTICS = TABLE.bytes(3, "IFLA_INFO_XSTATS", "xstats");
  static final Attribute<String> PORT_KIND = TABLE.text(4, "IFLA_INFO_SLAVE_KIND", "port-kind");
  static final Attribute<Attributes> PORT_DATA =
      TABLE.add(5, "IFLA_INFO_SLAVE_DATA", "port-data", Formats.nestBy(LinkInfo::portTable));

  private record Kind(AttributeTable table, Function<Attributes, LinkKind> wrap) {}

  private static final Map<String, Kind> KINDS = Map.of(Veth.KIND, new Kind(Veth.TABLE, Veth::new));

  private LinkInfo() {}

  static LinkKind kind(String kind, Attributes data) {
    Kind known = KINDS.get(kind);
    return known == null ? new OtherKind(kind, data) : known.wrap.apply(data);
  }

  private static AttributeTable dataTable(Attributes info) {
    Kind known = KINDS.get(info.get(KIND, ""));
    return known == null ? AttributeTable.UNKNOWN : known.table;
  }

  private static AttributeTable portTable(Attributes info) {
    return AttributeTable.UNKNOWN;
  }
}
