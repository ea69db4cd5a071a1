--[[
  Every agent at one instant, in no order.

  KEYS[1] built
  KEYS[2] agents

  ARGV[1] prefix

  Result: {built, now, list of agents} | -1 not built
]]
if not isBuilt() then return NOT_BUILT end
return {builtAt, now, redis.call('HVALS', KEYS[2])}
