// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.samples;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.BatchResult;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.session.Pipeline;
import java.io.IOException;

/** Requests that come one at a time and need not wait for each other's answers. */
public final class Sample05Pipeline {
  private Sample05Pipeline() {}

  public static void main(String... arguments) throws IOException {
    try (NetlinkSession session = NetlinkSession.open();
        Pipeline pipeline = session.pipeline(32)) {
      for (int i = 0; i < 100; i++) {
        int cable = i == 42 ? 7 : i; // the seventh once more
        pipeline.send(Request.add(Link.veth("x" + cable, "y" + cable)));
      }
      BatchResult result = pipeline.finish();
      System.out.println(result.messages() + " sent, " + result.failures().size() + " failed:");
      for (BatchResult.Failure failure : result.failures()) {
        System.out.println("number " + failure.index() + ": " + failure.why().getMessage());
      }
    }
  }
}
