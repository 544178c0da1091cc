// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.wireless;

import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.Closing;
import io.rtnlab.workloads.base.NetlinkOperation;
import io.rtnlab.workloads.base.WorkerSite;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An operation that has a simulated radio of its own, removed with it. */
abstract class RadioOperation extends NetlinkOperation {
  private @Nullable Radio radio;

  RadioOperation(String name, WorkerSite site) {
    super(name, site);
  }

  @Override
  protected final void prepare(NetlinkSession session) throws IOException {
    Radio made = Radio.make(site());
    radio = made;
    prepare(session, made);
  }

  /** Makes in the kernel what the requests need besides the radio, and encodes them. */
  abstract void prepare(NetlinkSession session, Radio radio) throws IOException;

  @Override
  public void close() {
    super.close();
    Closing.all(radio);
  }
}
