package io.rtnlab.netlink.message.route;

import io.rtnlab.netlink.attribute.Attributed;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.IpText;
import java.net.InetAddress;
import java.util.Optional;

/**
 * One of several hops that a route shares its load among ({@code struct rtnexthop} and the
 * attributes of a route behind it).
 *
 * <pre>
 * +-------------------------------+---------------+---------------+
 * |           rtnh_len            |  rtnh_flags   |   rtnh_hops   |
 * +-------------------------------+---------------+---------------+
 * |                         rtnh_ifindex                          |
 * +---------------------------------------------------------------+
 * |                attributes of {@link Route#TABLE} …            |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param flags {@code RTNH_F_*}
 * @param weight 1 to 256 ({@code rtnh_hops} + 1)
 * @param dev index of the link; 0 where the gateway tells
 */
public record Hop(int flags, int weight, int dev, Attributes attributes)
    implements Attributed<Hop> {

  public static Hop via(InetAddress gateway) {
    return new Hop(0, 1, 0, Route.TABLE.empty()).with(Route.GATEWAY, gateway);
  }

  public static Hop via(String gateway) {
    return via(IpText.address(gateway));
  }

  public static Hop dev(int linkIndex) {
    return new Hop(0, 1, linkIndex, Route.TABLE.empty());
  }

  public Hop weight(int weight) {
    return new Hop(flags, weight, dev, attributes);
  }

  public Hop on(int linkIndex) {
    return new Hop(flags, weight, linkIndex, attributes);
  }

  public Optional<InetAddress> gateway() {
    return get(Route.GATEWAY);
  }

  @Override
  public Hop with(Attributes attributes) {
    return new Hop(flags, weight, dev, attributes);
  }

  @Override
  public String toString() {
    String text = "dev " + dev + " weight " + weight;
    return attributes.isEmpty() ? text : attributes + " " + text;
  }
}
