// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.tc;

import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.tc.Classifier;
import io.rtnlab.netlink.message.tc.Filter;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.classifier.BpfFilter;
import io.rtnlab.netlink.message.tc.classifier.Flower;
import io.rtnlab.netlink.message.tc.classifier.MatchAll;
import io.rtnlab.netlink.message.tc.classifier.U32Filter;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Adds packet filters to what comes in by a link ({@code RTM_NEWTFILTER}, net/sched/cls_api.c,
 * {@code tc_new_tfilter}), each with a priority of its own; from 64 on the oldest is deleted again
 * as {@code …-delete}. The classifier u32 needs the RTNL; flower does not since 5.1.
 */
public final class FilterAdd extends DoAndUndo {
  /** {@code struct sock_filter}: {@code BPF_RET | BPF_K} of 0, which matches nothing. */
  private static final Bytes RETURN_0 = Bytes.of(new byte[] {6, 0, 0, 0, 0, 0, 0, 0});

  /** One for each classifier. */
  static final List<Workload> WORKLOADS =
      List.of(
          workload("filter", "u32", U32Filter::all),
          workload("flower", "flower", () -> Flower.ethernetType(Filter.ETH_P_IP)),
          workload("matchall", "matchall", MatchAll::all),
          workload("bpf-filter", "bpf", () -> BpfFilter.classic(RETURN_0)));

  private static final int KEPT = 64;

  /** Where {@code tcm_info} lies in {@code struct tcmsg}: priority, then Ethernet type. */
  private static final int TCM_INFO = 16;

  /** Priorities are 16 bits and start at 1. */
  private static final int PRIORITIES = 60_000;

  private final Supplier<Classifier> classifier;
  private Qdisc ingress = Qdisc.all();
  private int firstInfo;
  private int infoAt;

  private FilterAdd(String word, Supplier<Classifier> classifier, WorkerSite site) {
    super(word + "-add", word + "-delete", KEPT, site);
    this.classifier = classifier;
  }

  private static Workload workload(String word, String classifier, Supplier<Classifier> how) {
    return new Workload(
        word + "-add",
        "adds a %s filter to the ingress of a link (RTM_NEWTFILTER)".formatted(classifier),
        "firewalls and overlay networks that program tc",
        "kernel 5.1, commit 470502de5bdb",
        "veth, sch_ingress, cls_%s; CAP_NET_ADMIN in its namespace".formatted(classifier),
        List.of(),
        site -> new FilterAdd(word, how, site));
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    ingress = Qdisc.ingress(OwnDevice.make(session, site()));
    session.add(ingress);
  }

  @Override
  protected Request<?> doing() {
    Filter filter =
        Filter.of(ingress.dev(), ingress.handle(), 1, Filter.ETH_P_IP, classifier.get());
    firstInfo = filter.info();
    return Request.add(filter);
  }

  /** All that have its priority, which is it alone. */
  @Override
  protected Request<?> undoing() {
    return Request.delete(
        new Filter(0, ingress.dev(), 0, ingress.handle(), firstInfo, Filter.TABLE.empty()));
  }

  @Override
  protected void learn(RequestTemplate doing) {
    infoAt = doing.fieldAt(TCM_INFO);
  }

  @Override
  protected void patch(RequestTemplate request, long n) {
    request.u32(0, infoAt, firstInfo + ((int) (n % PRIORITIES) << 16));
  }
}
