// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;

/** What is known of the path behind a route ({@code RTAX_*} inside {@code RTA_METRICS}). */
public final class RouteMetrics {
  public static final AttributeTable TABLE = new AttributeTable("metrics", "RTAX_");
  public static final Attribute<Integer> LOCK = TABLE.u32(1, "RTAX_LOCK", "lock");
  public static final Attribute<Integer> MTU = TABLE.u32(2, "RTAX_MTU", "mtu");
  public static final Attribute<Integer> WINDOW = TABLE.u32(3, "RTAX_WINDOW", "window");
  public static final Attribute<Integer> RTT = TABLE.u32(4, "RTAX_RTT", "rtt");
  public static final Attribute<Integer> RTT_VARIANCE = TABLE.u32(5, "RTAX_RTTVAR", "rttvar");
  public static final Attribute<Integer> SLOW_START_THRESHOLD =
      TABLE.u32(6, "RTAX_SSTHRESH", "ssthresh");
  public static final Attribute<Integer> CONGESTION_WINDOW = TABLE.u32(7, "RTAX_CWND", "cwnd");
  public static final Attribute<Integer> ADVERTISED_MSS = TABLE.u32(8, "RTAX_ADVMSS", "advmss");
  public static final Attribute<Integer> REORDERING = TABLE.u32(9, "RTAX_REORDERING", "reordering");
  public static final Attribute<Integer> HOP_LIMIT = TABLE.u32(10, "RTAX_HOPLIMIT", "hoplimit");
  public static final Attribute<Integer> INITIAL_CONGESTION_WINDOW =
      TABLE.u32(11, "RTAX_INITCWND", "initcwnd");
  public static final Attribute<Integer> FEATURES = TABLE.u32(12, "RTAX_FEATURES", "features");
  public static final Attribute<Integer> RTO_MIN = TABLE.u32(13, "RTAX_RTO_MIN", "rto_min");
  public static final Attribute<Integer> INITIAL_RECEIVE_WINDOW =
      TABLE.u32(14, "RTAX_INITRWND", "initrwnd");
  public static final Attribute<Integer> QUICK_ACK = TABLE.u32(15, "RTAX_QUICKACK", "quickack");
  public static final Attribute<String> CONGESTION_CONTROL =
      TABLE.text(16, "RTAX_CC_ALGO", "congctl");
  public static final Attribute<Integer> FAST_OPEN_NO_COOKIE =
      TABLE.u32(17, "RTAX_FASTOPEN_NO_COOKIE", "fastopen_no_cookie");

  private RouteMetrics() {}
}
