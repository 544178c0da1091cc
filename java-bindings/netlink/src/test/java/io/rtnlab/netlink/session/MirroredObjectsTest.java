// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.netlink.attribute.IpText;
import io.rtnlab.netlink.attribute.LinkAddress;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import io.rtnlab.netlink.message.route.Route;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MirroredObjectsTest {
  private static final int VXLAN = 4;
  private static final int BRIDGE = 5;
  private static final int PORT = 6;

  private final MirroredObjects<Neighbour> known = new MirroredObjects<>();

  /** An entry of the link's own, as the kernel reports it beside the driver's report. */
  private static Neighbour own(String linkAddress, int dev) {
    return Neighbour.forwarding(LinkAddress.of(linkAddress), dev).flags(Neighbour.NTF_SELF);
  }

  private static Neighbour tunnelled(String linkAddress, String to) {
    return own(linkAddress, VXLAN).with(Neighbour.DESTINATION, IpText.address(to));
  }

  @Test
  void aReportWithoutDestinationMayBeOfOneThatHasOne() {
    assertFalse(known.put(tunnelled("02:00:00:00:00:01", "10.0.0.2"), false).unclear());
    assertTrue(known.put(own("02:00:00:00:00:01", VXLAN), false).unclear());
    assertEquals(1, known.size());
  }

  @Test
  void aReportWithoutBridgeMayBeOfItsEntry() {
    Neighbour ofBridge =
        Neighbour.forwarding(LinkAddress.of("02:00:00:00:00:01"), BRIDGE)
            .flags(0)
            .with(Neighbour.MASTER, BRIDGE);
    known.put(ofBridge, false);
    assertTrue(known.put(own("02:00:00:00:00:01", BRIDGE), false).unclear());
  }

  @Test
  void othersAreOnesOfTheirOwn() {
    known.put(tunnelled("02:00:00:00:00:01", "10.0.0.2"), false);
    assertFalse(known.put(tunnelled("02:00:00:00:00:01", "10.0.0.3"), false).unclear());
    assertFalse(known.put(own("02:00:00:00:00:02", VXLAN), false).unclear());
    assertFalse(known.put(own("02:00:00:00:00:01", PORT), false).unclear());
    assertEquals(4, known.size());
  }

  @Test
  void oneThatIsReportedAgainIsClear() {
    known.put(own("02:00:00:00:00:01", PORT), false);
    assertFalse(known.put(own("02:00:00:00:00:01", PORT), false).unclear());
    assertEquals(1, known.size());
  }

  /** Beside a map of the same, through growth and after most was removed. */
  @Test
  void whateverComesAndGoesIsThereOnce() {
    MirroredObjects<Route> routes = new MirroredObjects<>();
    Map<Object, Route> expected = new LinkedHashMap<>();
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      int number = random.nextInt(i < 12_000 ? 3_000 : 50);
      Route route =
          Route.to("10.%d.%d.0/24".formatted(number >> 8, number & 255))
              .dev(1)
              .table(random.nextBoolean() ? 254 : 1000)
              .metric(random.nextInt(2));
      if (random.nextInt(3) == 0) {
        assertEquals(
            expected.remove(route.identity()) != null, routes.remove(route).before().isPresent());
      } else {
        routes.put(route, false);
        expected.put(route.identity(), route);
      }
      assertEquals(expected.size(), routes.size());
    }
    assertEquals(Set.copyOf(expected.values()), Set.copyOf(routes.copy()));
    assertEquals(expected.size(), routes.copy().size());
    expected.values().forEach(each -> assertTrue(routes.contains(each)));
  }
}
