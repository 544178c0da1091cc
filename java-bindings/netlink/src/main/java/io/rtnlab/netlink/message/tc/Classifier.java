// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Kind;
import io.rtnlab.netlink.message.tc.classifier.Flower;
import io.rtnlab.netlink.message.tc.classifier.U32Filter;

/**
 * How a {@link Filter} distinguishes packets ({@code TCA_KIND} and {@code TCA_OPTIONS}): {@link
 * U32Filter}, {@link Flower}, …; {@link OtherClassifier} for one not known here.
 */
public interface Classifier extends Kind {}
