// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.address;

import io.rtnlab.workloads.base.Workload;
import java.util.List;

/** Lists the operations of this package. A new one needs a line here and nothing else. */
public final class AddressOperations {
  public static final List<Workload> ALL =
      List.of(
          AddressAdd.WORKLOAD,
          AddressAdd.WORKLOAD.ipv6(),
          AddressDelete.WORKLOAD,
          AddressDelete.WORKLOAD.ipv6(),
          AddressDump.WORKLOAD,
          AddressDump.WORKLOAD.ipv6(),
          AddressVeto.WORKLOAD,
          AddressLabelAdd.WORKLOAD,
          AddressLabelDump.WORKLOAD,
          MulticastDump.WORKLOAD,
          AnycastDump.WORKLOAD,
          NetconfDump.WORKLOAD);

  private AddressOperations() {}
}
