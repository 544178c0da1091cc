// SPDX-License-Identifier: Apache-2.0
/*
 * The native half of bridge-jni: each function is one call of libc with the kernel's convention for
 * its answer, so that no errno has to be fetched by a second call. Addresses come as jlong.
 */
#include <errno.h>
#include <jni.h>
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

#define CALL(name) JNIEXPORT jint JNICALL Java_io_rtnlab_bridge_jni_JniSocketCalls_##name

static inline jint answer(long result)
{
	return (jint)(result < 0 ? -errno : result);
}

static inline void *memory(jlong address)
{
	return (void *)(uintptr_t)address;
}

CALL(socket)(JNIEnv *env, jobject self, jint domain, jint kind, jint protocol)
{
	return answer(socket(domain, kind, protocol));
}

CALL(bind)(JNIEnv *env, jobject self, jint socket, jlong address, jint bytes)
{
	return answer(bind(socket, memory(address), (socklen_t)bytes));
}

CALL(getsockname)(JNIEnv *env, jobject self, jint socket, jlong address, jlong length)
{
	return answer(getsockname(socket, memory(address), memory(length)));
}

CALL(setsockopt)(JNIEnv *env, jobject self, jint socket, jint level, jint name, jlong value,
		       jint bytes)
{
	return answer(setsockopt(socket, level, name, memory(value), (socklen_t)bytes));
}

CALL(send)(JNIEnv *env, jobject self, jint socket, jlong buffer, jlong bytes, jint flags)
{
	return answer(send(socket, memory(buffer), (size_t)bytes, flags));
}

CALL(recv)(JNIEnv *env, jobject self, jint socket, jlong buffer, jlong bytes, jint flags)
{
	return answer(recv(socket, memory(buffer), (size_t)bytes, flags));
}

CALL(close)(JNIEnv *env, jobject self, jint socket)
{
	return answer(close(socket));
}
