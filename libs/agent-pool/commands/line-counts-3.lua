--[[
  What a line's agents are doing; each counts once.

  KEYS[1] built
  KEYS[2] agents
  KEYS[3] members:<line>

  ARGV[1] prefix

  Result: a list of activities, one an agent | -1 not built
]]
if not isBuilt() then return NOT_BUILT end
return redis.call('HVALS', KEYS[3])
