--[[
  What a line's agents are doing; each counts once.

  KEYS[1] built
  KEYS[2] agents
  KEYS[3] members:<line>

  ARGV[1] prefix

  Result: a list of activities, one an agent | -1 not built
]]
if not isBuilt() then return NOT_BUILT end
local members, activities = redis.call('SMEMBERS', KEYS[3]), {}
-- Lua passes a few thousand arguments at most.
for first = 1, #members, 1000 do
  local last = math.min(first + 999, #members)
  for i, activity in ipairs(redis.call('HMGET', activitiesKey, unpack(members, first, last))) do activities[first + i - 1] = activity end
end
return activities
