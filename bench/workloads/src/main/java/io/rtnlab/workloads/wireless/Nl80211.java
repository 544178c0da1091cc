// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.wireless;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;

/** Numbers of include/uapi/linux/nl80211.h. */
final class Nl80211 {
  static final String FAMILY = "nl80211";
  static final String SCAN_GROUP = "scan";

  static final int CMD_GET_WIPHY = 1;
  static final int CMD_GET_INTERFACE = 5;
  static final int CMD_SET_INTERFACE = 6;
  static final int CMD_TRIGGER_SCAN = 33;
  static final int CMD_NEW_SCAN_RESULTS = 34;
  static final int CMD_SCAN_ABORTED = 35;

  static final int ATTR_IFINDEX = 3;
  static final int ATTR_IFTYPE = 5;
  static final int ATTR_SCAN_FREQUENCIES = 44;
  static final int ATTR_SCAN_SSIDS = 45;

  static final AttributeTable TABLE = new AttributeTable("nl80211-attrs", "NL80211_ATTR_");
  static final Attribute<Integer> WIPHY = TABLE.u32(1, "NL80211_ATTR_WIPHY");
  static final Attribute<String> WIPHY_NAME = TABLE.text(2, "NL80211_ATTR_WIPHY_NAME");
  static final Attribute<Integer> IFINDEX = TABLE.u32(ATTR_IFINDEX, "NL80211_ATTR_IFINDEX");

  static final int IFTYPE_ADHOC = 1;
  static final int IFTYPE_STATION = 2;

  private Nl80211() {}
}
