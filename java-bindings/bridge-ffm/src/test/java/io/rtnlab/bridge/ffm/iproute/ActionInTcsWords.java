// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import io.rtnlab.netlink.message.tc.Action;
import io.rtnlab.netlink.message.tc.ActionKind;
import io.rtnlab.netlink.message.tc.action.Gact;
import io.rtnlab.netlink.message.tc.action.Mirred;
import io.rtnlab.netlink.message.tc.action.Police;
import io.rtnlab.netlink.message.tc.action.VlanAction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Actions as {@code tc -j -d} prints them. */
final class ActionInTcsWords {
  /** {@code TC_ACT_*}. */
  private static final List<String> VERDICTS =
      List.of("pass", "reclassify", "drop", "pipe", "stolen");

  private static final String[] CHANCES = {"none", "netrand", "determ"};
  private static final String[] VLAN_ACTIONS = {"", "pop", "push", "modify"};

  private final IntFunction<String> linkName;

  ActionInTcsWords(IntFunction<String> linkName) {
    this.linkName = linkName;
  }

  /** A filter's actions are counted from 1. */
  List<Fields> inFilter(List<Action> actions) {
    return list(1, actions);
  }

  /** Actions by themselves are counted from 0, and show how hardware counts them. */
  List<Fields> alone(List<Action> actions) {
    List<Fields> printed = list(0, actions);
    for (int i = 0; i < printed.size(); i++) {
      Action action = actions.get(i);
      printed.get(i).from(action, Action.IN_HW_COUNT, "not_in_hw", count -> count == 0);
      printed
          .get(i)
          .from(
              action,
              Action.USED_HW_STATS,
              "used_hw_stats",
              used -> used.value() == 0 ? List.of("disabled") : List.of("" + used.value()));
    }
    return printed;
  }

  private List<Fields> list(int first, List<Action> actions) {
    List<Fields> printed = new ArrayList<>();
    for (Action action : actions) {
      Fields fields = new Fields().and("order", first + printed.size());
      ActionKind kind = action.kind().orElseThrow();
      fields.put("kind", kind.kind());
      switch (kind) {
        case Gact gact -> gact(gact, fields);
        case Mirred mirred -> mirred(mirred, fields);
        case Police police -> police(police, fields);
        case VlanAction vlan -> vlan(vlan, fields);
        default -> {}
      }
      printed.add(fields);
    }
    return printed;
  }

  private static void gact(Gact gact, Fields fields) {
    gact.get(Gact.PARMS)
        .ifPresent(
            all -> end(all.verdict(), all.index(), all.references(), all.bindings(), fields));
    Gact.Chance chance = gact.get(Gact.PROB, new Gact.Chance(0, 0, 0));
    fields.put(
        "prob",
        new Fields()
            .and("random_type", CHANCES[chance.type()])
            .and("control_action", verdict(chance.verdict()))
            .and("val", chance.value()));
  }

  private void mirred(Mirred mirred, Fields fields) {
    Mirred.Parameters all = mirred.get(Mirred.PARMS).orElseThrow();
    end(all.verdict(), all.index(), all.references(), all.bindings(), fields);
    boolean redirect =
        all.how() == Mirred.TCA_EGRESS_REDIR || all.how() == Mirred.TCA_INGRESS_REDIR;
    boolean egress = all.how() == Mirred.TCA_EGRESS_REDIR || all.how() == Mirred.TCA_EGRESS_MIRROR;
    fields.put("mirred_action", redirect ? "redirect" : "mirror");
    fields.put("direction", egress ? "egress" : "ingress");
    fields.put("to_dev", linkName.apply(all.dev()));
  }

  /** {@code tc} prints the rate and the burst as text between the objects. */
  private static void police(Police police, Fields fields) {
    Police.Parameters all = police.get(Police.TBF).orElseThrow();
    end(all.verdict(), all.index(), all.references(), all.bindings(), fields);
    fields.put("overhead", all.rate().overhead());
    fields.put("linklayer", all.rate().linkLayer() == 1 ? "ethernet" : "");
  }

  private static void vlan(VlanAction vlan, Fields fields) {
    VlanAction.Parameters all = vlan.get(VlanAction.PARMS).orElseThrow();
    end(all.verdict(), all.index(), all.references(), all.bindings(), fields);
    fields.put("vlan_action", VLAN_ACTIONS[all.what()]);
    fields.from(vlan, VlanAction.PUSH_VLAN_ID, "id");
    fields.from(
        vlan,
        VlanAction.PUSH_VLAN_PROTOCOL,
        "protocol",
        type -> type == 0x8100 ? "802.1Q" : "802.1ad");
    fields.from(vlan, VlanAction.PUSH_VLAN_PRIORITY, "priority");
  }

  private static void end(int verdict, int index, int references, int bindings, Fields fields) {
    fields.put("control_action", verdict(verdict));
    fields.put("index", index);
    fields.put("ref", references);
    fields.put("bind", bindings);
  }

  private static Fields verdict(int verdict) {
    return new Fields().and("type", VERDICTS.get(verdict));
  }
}
