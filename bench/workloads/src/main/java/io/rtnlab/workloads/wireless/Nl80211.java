// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.wireless;

/** Numbers of include/uapi/linux/nl80211.h. */
final class Nl80211 {
  static final String FAMILY = "nl80211";
  static final String SCAN_GROUP = "scan";

  static final int CMD_SET_INTERFACE = 6;
  static final int CMD_TRIGGER_SCAN = 33;
  static final int CMD_NEW_SCAN_RESULTS = 34;
  static final int CMD_SCAN_ABORTED = 35;

  static final int ATTR_IFINDEX = 3;
  static final int ATTR_IFTYPE = 5;
  static final int ATTR_SCAN_FREQUENCIES = 44;
  static final int ATTR_SCAN_SSIDS = 45;

  static final int IFTYPE_ADHOC = 1;
  static final int IFTYPE_STATION = 2;

  private Nl80211() {}
}
