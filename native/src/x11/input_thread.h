// How urgent a thread is.
#pragma once
#include <pthread.h>
#include <sched.h>

namespace steadyhand::x11 {

/// Puts this thread before ordinary ones, where the system allows it: inference may have every core. Silent otherwise.
/// These threads wait nearly all the time, so they take nothing from the rest.
inline void Hurry(int priority) {
  sched_param param{};
  param.sched_priority = priority;
  pthread_setschedparam(pthread_self(), SCHED_RR, &param);
}

}  // namespace steadyhand::x11
